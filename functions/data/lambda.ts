import { connect } from '../clients.ts';
import { dataApi } from './api.ts';

export const handler = dataApi(connect());
