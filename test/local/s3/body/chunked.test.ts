import { describe, expect, it } from 'vitest';
import { decodeChunked } from '../../../../local/s3/body/chunked.ts';
import { signingKey } from '../../../../local/s3/signature/sigv4.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html: 65 KiB of the letter a in two chunks. */
const SIGNATURES = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];
const signing = {
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '20130524', 'us-east-1', 's3'),
  date: '20130524T000000Z',
  scope: '20130524/us-east-1/s3/aws4_request',
  seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
};

function signedBody(letters: string): string {
  const chunk = (length: number, signature = '') =>
    `${length.toString(16)};chunk-signature=${signature}\r\n${letters.slice(0, length)}\r\n`;
  return chunk(65_536, SIGNATURES[0]) + chunk(1024, SIGNATURES[1]) + chunk(0, SIGNATURES[2]);
}

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(text: string, options: { length: number; signed?: boolean; pieceSize?: number }) {
  const trailers = new Map<string, string>();
  const source = pieces(text, options.pieceSize ?? 1000);
  const body = { source, decodedLength: options.length, signing: options.signed ? signing : undefined, trailers };
  const decoded: Buffer[] = [];
  for await (const piece of decodeChunked(body)) decoded.push(piece);
  return { text: Buffer.concat(decoded).toString(), trailers };
}

describe('signed chunks', () => {
  it("accepts AWS's published example", async () => {
    expect((await decode(signedBody('a'.repeat(65_536)), { length: 66_560, signed: true })).text).toBe(
      'a'.repeat(66_560),
    );
  });

  it('refuses a chunk that was changed on the way', async () => {
    const body = signedBody(`${'a'.repeat(65_535)}b`);
    await expect(decode(body, { length: 66_560, signed: true })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  it('refuses a body whose last chunks were cut off', async () => {
    const body = signedBody('a'.repeat(65_536)).slice(0, 65_700);
    await expect(decode(body, { length: 66_560, signed: true })).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  it('refuses chunks without signatures', async () => {
    const body = '5\r\nhello\r\n0\r\n\r\n';
    await expect(decode(body, { length: 5, signed: true })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

describe('chunks with a trailer', () => {
  const BODY = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';

  for (const pieceSize of [1, 2, 3, 7, 100]) {
    it(`reads them in pieces of ${pieceSize} bytes`, async () => {
      const { text, trailers } = await decode(BODY, { length: 5, pieceSize });
      expect([text, trailers.get('x-amz-checksum-crc32')]).toEqual(['hello', 'NhCmhg==']);
    });
  }

  const REFUSED: { name: string; body: string; length: number; code: string }[] = [
    { name: 'more bytes than announced', body: BODY, length: 4, code: 'IncompleteBody' },
    { name: 'fewer bytes than announced', body: BODY, length: 6, code: 'IncompleteBody' },
    {
      name: 'a small chunk before another',
      body: '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n',
      length: 5,
      code: 'InvalidChunkSizeError',
    },
    { name: 'a length that is none', body: 'x\r\nhello\r\n0\r\n\r\n', length: 5, code: 'IncompleteBody' },
    {
      name: 'a trailer that is none',
      body: '5\r\nhello\r\n0\r\nnonsense\r\n\r\n',
      length: 5,
      code: 'MalformedTrailerError',
    },
    { name: 'a chunk that runs on', body: '5\r\nhelloo\r\n0\r\n\r\n', length: 5, code: 'IncompleteBody' },
    { name: 'an end without the last chunk', body: '5\r\nhello\r\n', length: 5, code: 'IncompleteBody' },
  ];
  for (const { name, body, length, code } of REFUSED) {
    it(`refuses ${name}`, async () => {
      await expect(decode(body, { length })).rejects.toMatchObject({ code });
    });
  }
});
