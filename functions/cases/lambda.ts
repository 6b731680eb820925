import { connect } from '../clients.ts';
import { fault, log } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { cases } from '../routes/cases.ts';
import { casesHandlers } from './handlers.ts';

export const handler = serve(cases, casesHandlers(connect()), fault(log, 'cases'));
