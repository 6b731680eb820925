import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Failure } from './failure.ts';
import { xmlDocument } from './xml.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is read once, or destroyed if the answer is never sent. */
  readonly body?: string | Readable;
}

export function xmlAnswer(xml: string, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/xml', ...headers }, body: xml };
}

export function failureAnswer(failure: S3Failure, resource: string, requestId: string): Answer {
  const document = xmlDocument(
    'Error',
    { Code: failure.code, Message: failure.message, ...failure.details, Resource: resource, RequestId: requestId },
    null,
  );
  return { status: failure.status, headers: { 'Content-Type': 'application/xml', ...failure.headers }, body: document };
}

export async function sendAnswer(response: ServerResponse, method: string, answer: Answer): Promise<void> {
  const { body } = answer;
  for (const [name, value] of Object.entries(answer.headers)) {
    // Raw UTF-8 bytes: Node takes Latin-1 only.
    response.setHeader(name, Buffer.from(value, 'utf8').toString('latin1'));
  }
  response.statusCode = answer.status;
  if (body instanceof Readable && method !== 'HEAD') {
    await pipeline(body, response);
    return;
  }
  discardAnswer(answer);
  const text = typeof body === 'string' ? body : '';
  if (!response.hasHeader('content-length') && answer.status !== 204 && answer.status !== 304) {
    response.setHeader('Content-Length', Buffer.byteLength(text));
  }
  response.end(method === 'HEAD' ? undefined : text);
}

/** Lets go of an answer's open file. */
export function discardAnswer(answer: Answer): void {
  if (answer.body instanceof Readable) answer.body.destroy();
}
