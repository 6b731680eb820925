import { connect } from '../clients.ts';
import { fault, log } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { uploads } from '../routes/uploads.ts';
import { uploadsHandlers } from './handlers.ts';

export const handler = serve(uploads, uploadsHandlers(connect()), fault(log, 'uploads'));
