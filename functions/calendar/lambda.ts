import { connect } from '../clients.ts';
import { fault } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { calendar } from '../routes/calendar.ts';
import { calendarHandlers } from './handlers.ts';

const platform = connect();

export const handler = serve(calendar, calendarHandlers(platform), fault(platform.log, 'calendar'));
