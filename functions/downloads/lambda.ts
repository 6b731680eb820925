import { connect } from '../clients.ts';
import { fault, log } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { downloads } from '../routes/downloads.ts';
import { downloadsHandlers } from './handlers.ts';

export const handler = serve(downloads, downloadsHandlers(connect()), fault(log, 'downloads'));
