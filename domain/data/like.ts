/** Whether a text fits a LIKE pattern; undefined for a pattern that ends in a lone backslash, which SQL refuses. */
export function likeMatcher(pattern: string, ignoreCase: boolean): ((text: string) => boolean) | undefined {
  const pieces = piecesOf(ignoreCase ? pattern.toLowerCase() : pattern);
  if (!pieces) return undefined;
  return ignoreCase ? (text) => fits(pieces, text.toLowerCase()) : (text) => fits(pieces, text);
}

/** What stands between two `%`: literal text and `_`, each of which takes one character. */
type Piece = (string | typeof anyCharacter)[];
const anyCharacter = Symbol('_');

/** `%` splits the pattern, and `*` is another way to write it (even after a backslash, as in PostgREST). */
function piecesOf(pattern: string): Piece[] | undefined {
  const pieces: Piece[] = [[]];
  const characters = [...pattern.replaceAll('*', '%')];
  for (let at = 0; at < characters.length; at++) {
    const piece = pieces.at(-1) ?? [];
    const character = characters[at] ?? '';
    if (character === '%') pieces.push([]);
    else if (character === '_') piece.push(anyCharacter);
    else if (character !== '\\') appendLiteral(piece, character);
    else if (++at < characters.length) appendLiteral(piece, characters[at] ?? '');
    else return undefined;
  }
  return pieces;
}

function appendLiteral(piece: Piece, character: string): void {
  const last = piece.at(-1);
  if (typeof last === 'string') piece[piece.length - 1] = last + character;
  else piece.push(character);
}

/**
 * Fits the first piece at the start, the last at the end, the others as early as they go. Taking the earliest place
 * is always right, so nothing is tried twice: a hostile pattern costs pattern × text, not an explosion.
 */
function fits(pieces: readonly Piece[], text: string): boolean {
  const [first = [], ...others] = pieces;
  const last = others.pop();
  let at = endOf(first, text, 0);
  if (last === undefined) return at === text.length;
  for (const piece of others) at = at < 0 ? at : earliestEnd(piece, text, at);
  return at >= 0 && fitsEnd(last, text, at);
}

/** Where the piece ends if it begins at `at`; -1 if it doesn't fit there. */
function endOf(piece: Piece, text: string, at: number): number {
  let end = at;
  for (const part of piece) {
    if (part === anyCharacter) {
      if (end >= text.length) return -1;
      end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    } else if (text.startsWith(part, end)) end += part.length;
    else return -1;
  }
  return end;
}

function earliestEnd(piece: Piece, text: string, from: number): number {
  const [first] = piece;
  for (let at = from; at <= text.length; at++) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at < 0) return -1;
    }
    const end = endOf(piece, text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function fitsEnd(piece: Piece, text: string, from: number): boolean {
  let at = text.length;
  for (const part of piece.toReversed()) {
    if (part === anyCharacter) at -= isLowSurrogate(text, at - 1) ? 2 : 1;
    else if (text.endsWith(part, at)) at -= part.length;
    else return false;
  }
  return at >= from;
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
