import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Secrets = z.object({
  /** With which key hashes are keyed. */
  pepper: z.string().min(32),
  /** From which the functions' credentials are derived. */
  credentials: z.string().min(32),
});
export type Secrets = z.infer<typeof Secrets>;

/** The laptop's Secrets Manager: a file that is made at the first start, readable by its owner alone. */
export function secretsIn(dir: string): Secrets {
  const file = join(dir, 'secrets.json');
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets: Secrets = { pepper: randomBytes(32).toString('hex'), credentials: randomBytes(32).toString('hex') };
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** The credentials of each function's role, the same at every start: what it signed stays signed. */
export function accessKeyOf(secrets: Secrets, roleArn: string): AccessKey {
  const derived = (of: string): Buffer => createHmac('sha256', secrets.credentials).update(`${of}:${roleArn}`).digest();
  return {
    accessKeyId: `AKIA${derived('id').toString('hex').slice(0, 16).toUpperCase()}`,
    secretAccessKey: derived('secret').toString('base64').slice(0, 40),
  };
}
