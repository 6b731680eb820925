import { connect } from '../clients.ts';
import { fault, log } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { datasets } from '../routes/datasets.ts';
import { datasetsHandlers } from './handlers.ts';

export const handler = serve(datasets, datasetsHandlers(connect()), fault(log, 'datasets'));
