import { connect } from '../clients.ts';
import { fault } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { data } from '../routes/data.ts';
import { dataHandlers } from './handlers.ts';
import { speakPostgrest } from './problems.ts';

const platform = connect();

export const handler = speakPostgrest(serve(data, dataHandlers(platform), fault(platform.log, 'data')));
