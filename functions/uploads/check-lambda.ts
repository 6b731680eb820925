import { connect } from '../clients.ts';
import { checkUpload } from './check.ts';

/** Called by EventBridge when a file has come to quarantine; what it throws is tried again. */
export const handler = checkUpload(connect());
