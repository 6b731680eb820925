import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Laptop, laptopS3, refusal } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const put = (Key: string) => s3.client.send(new PutObjectCommand({ Bucket: 'files', Key, Body: 'x' }));
const isThere = (Key: string) =>
  s3.client.send(new GetObjectCommand({ Bucket: 'files', Key })).then(
    () => true,
    () => false,
  );

describe('faults on order', () => {
  for (const afterCommit of [false, true]) {
    const when = afterCommit ? 'after' : 'before';
    it(`fails ${when} the write`, async () => {
      s3.faults.order({ service: 's3', operation: 'PutObject', action: 'fail', times: 1, afterCommit });
      expect(await refusal(put(`fail-${when}`))).toEqual({ name: 'InternalError', status: 500 });
      expect(await isThere(`fail-${when}`)).toBe(afterCommit);
    });

    it(`drops the connection ${when} the write`, async () => {
      s3.faults.order({ service: 's3', operation: 'PutObject', action: 'drop', times: 1, afterCommit });
      await expect(put(`drop-${when}`)).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(await isThere(`drop-${when}`)).toBe(afterCommit);
    });

    it(`answers two seconds late, the delay being ${when} the write`, async () => {
      const { promise: isWaiting, resolve: wait } = Promise.withResolvers<() => void>();
      const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, delay?: number) => {
        if (delay === 2_000) wait(done);
        return { unref: () => undefined, refresh: () => undefined };
      }) as unknown as typeof setTimeout);
      s3.faults.order({ service: 's3', operation: 'PutObject', action: 'delay', times: 1, afterCommit });
      const writing = put(`late-${when}`);
      const elapse = await isWaiting;
      timer.mockRestore();
      expect(await isThere(`late-${when}`)).toBe(afterCommit);
      elapse();
      expect((await writing).$metadata.httpStatusCode).toBe(200);
      expect(await isThere(`late-${when}`)).toBe(true);
    });
  }

  it('lets an SDK that tries again through once they are used up', async () => {
    s3.faults.order({ service: 's3', operation: 'PutObject', action: 'fail', times: 2, afterCommit: false });
    const patient = s3.clientOf({ maxAttempts: 3 });
    const answer = await patient.send(new PutObjectCommand({ Bucket: 'files', Key: 'retried', Body: 'x' }));
    expect(answer.$metadata.attempts).toBe(3);
  });

  it('leaves other operations alone', async () => {
    s3.faults.order({ service: 's3', operation: 'DeleteObject', action: 'fail', times: 1, afterCommit: false });
    expect((await put('unharmed')).$metadata.httpStatusCode).toBe(200);
  });
});
