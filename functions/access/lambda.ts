import { connect } from '../clients.ts';
import { fault } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { access } from '../routes/access.ts';
import { accessHandlers } from './handlers.ts';

const platform = connect();

export const handler = serve(access, accessHandlers(platform), fault(platform.log, 'access'));
