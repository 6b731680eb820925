import { surveyed } from './surveyed.ts';

surveyed(0);
