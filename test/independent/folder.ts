import { join } from 'node:path';

/** Where `install.sh` puts what a subject needs. */
export const folderOf = (subject: string): string => join(import.meta.dirname, '../../.independent', subject);
