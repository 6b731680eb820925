import { connect } from '../clients.ts';
import { authorizerHandler } from './handler.ts';

export const handler = authorizerHandler(connect());
