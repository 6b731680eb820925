import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a key so that only who holds the pepper can show it again, and only as that key's; the nonce in hex. */
export function seal(key: string, { id, pepper, nonce }: { id: string; pepper: string; nonce: string }): string {
  const bytes = Buffer.from(nonce, 'hex').subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(pepper), bytes, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(id));
  return Buffer.concat([bytes, cipher.update(key, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

export function unseal(sealed: string, { id, pepper }: { id: string; pepper: string }): string {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(pepper), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Of another use than the hashes of keys, so another key. */
const sealingKey = (pepper: string): Buffer => createHmac('sha256', pepper).update('sealed API keys').digest();
