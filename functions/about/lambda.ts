import { connect } from '../clients.ts';
import { fault } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { about } from '../routes/about.ts';
import { aboutHandlers } from './handlers.ts';

const platform = connect();

export const handler = serve(about, aboutHandlers(platform), fault(platform.log, 'about'));
