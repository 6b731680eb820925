import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const Keys = z.object({
  /** Signs tokens; private. */
  signing: z.looseObject({ kid: z.string(), alg: z.literal('ES256'), kty: z.literal('EC') }),
  /** Signs cookies. */
  cookies: z.string(),
});
export type Keys = z.infer<typeof Keys>;

/** The issuer's keys, made at the first start and kept: a token outlives a restart. */
export async function issuerKeys(dir: string): Promise<Keys> {
  const file = join(dir, 'keys.json');
  const kept = read(file);
  if (kept !== undefined) return Keys.parse(JSON.parse(kept));
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  const keys = Keys.parse({
    signing: { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' },
    cookies: randomBytes(32).toString('hex'),
  });
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
