/** Loaded into the laptop host before all else: writes down each call that it sends by the SDK's HTTP client. */
import { appendFileSync } from 'node:fs';
import http, { type ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const { request } = http;
const file = process.env.RECORDED_CALLS ?? '';

http.request = ((...given: Parameters<typeof request>): ClientRequest => {
  const sent = request(...given);
  const pieces: Buffer[] = [];
  const { write, end } = sent;
  const keep = (piece: unknown): void => {
    if (typeof piece === 'string' || piece instanceof Uint8Array) pieces.push(Buffer.from(piece as Uint8Array));
  };
  sent.write = ((...words: Parameters<typeof write>) => {
    keep(words[0]);
    return write.apply(sent, words);
  }) as typeof write;
  sent.end = ((...words: Parameters<typeof end>) => {
    keep(words[0]);
    const target = sent.getHeader('x-amz-target');
    const call = {
      method: sent.method,
      path: sent.path,
      authorization: sent.getHeader('authorization'),
      tagging: sent.getHeader('x-amz-tagging'),
      target,
      // Of objects the bytes don't matter.
      body: target === undefined ? undefined : Buffer.concat(pieces).toString(),
    };
    if (call.authorization !== undefined) appendFileSync(file, `${JSON.stringify(call)}\n`);
    return end.apply(sent, words);
  }) as typeof end;
  return sent;
}) as typeof request;
syncBuiltinESMExports();
