import { S3Failure } from '../failure.ts';

const CRLF = Buffer.from('\r\n');

/** Reads a stream of bytes by lines, counts and delimiters, holding no more than a chunk of it. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#source.next();
    if (next.done === true) {
      this.#ended = true;
      return false;
    }
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }

  /** The text before the next CRLF, which is taken too. @throws S3Failure of `tooLong` beyond `limit` bytes */
  async line(limit: number, tooLong: () => S3Failure): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(CRLF);
      if (end > limit || (end === -1 && this.#held.length > limit + 1)) throw tooLong();
      if (end !== -1) {
        const line = this.#held.toString('utf8', 0, end);
        this.#held = this.#held.subarray(end + CRLF.length);
        return line;
      }
      if (!(await this.#more())) throw new S3Failure('IncompleteBody');
    }
  }

  async *exactly(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#held.length === 0 && !(await this.#more())) throw new S3Failure('IncompleteBody');
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  /** The bytes before the delimiter, which is taken too. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const found = this.#held.indexOf(delimiter);
      if (found !== -1) {
        const piece = this.#held.subarray(0, found);
        this.#held = this.#held.subarray(found + delimiter.length);
        if (piece.length > 0) yield piece;
        return;
      }
      // The end of what is held may be the delimiter's beginning.
      const safe = this.#held.length - delimiter.length + 1;
      if (safe > 0) {
        const piece = this.#held.subarray(0, safe);
        this.#held = this.#held.subarray(safe);
        yield piece;
      }
      if (!(await this.#more())) throw new S3Failure('IncompleteBody');
    }
  }
}
