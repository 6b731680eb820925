import { connect } from '../clients.ts';
import { fault, log } from '../log.ts';
import { serve } from '../middleware/chain.ts';
import { cases } from '../routes/cases.ts';
import { inPolicy } from './filings.ts';
import { casesHandlers } from './handlers.ts';

const platform = connect();

export const handler = serve(cases, casesHandlers(platform), fault(log, 'cases'), inPolicy(platform));
