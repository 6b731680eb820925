import { fault } from '../log.ts';
import { type ApiHandler, serve } from '../middleware/chain.ts';
import type { Platform } from '../platform.ts';
import { data } from '../routes/data.ts';
import { dataHandlers } from './handlers.ts';
import { speakPostgrest } from './problems.ts';

/** The data service whole: the common chain, and problems that clients of PostgREST understand too. */
export const dataApi = (p: Platform, onFault = fault(p.log, 'data')): ApiHandler =>
  speakPostgrest(serve(data, dataHandlers(p), onFault));
