import { S3Failure } from './failure.ts';

/** Content of an element: text, children by tag (a list repeats the tag), or nothing. */
export type XmlContent =
  | string
  | number
  | boolean
  | { readonly [tag: string]: XmlContent | readonly XmlContent[] | undefined };

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function xmlDocument(root: string, content: XmlContent, namespace: string | null = NAMESPACE): string {
  const attribute = namespace === null ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(content)}</${root}>`;
}

function inner(content: XmlContent): string {
  if (typeof content !== 'object') return escaped(String(content));
  return Object.entries(content)
    .flatMap(([tag, value]) => {
      const values = value === undefined ? [] : isList(value) ? value : [value];
      return values.map((one) => `<${tag}>${inner(one)}</${tag}>`);
    })
    .join('');
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value);
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // Control characters would be lost or refused by a parser; S3, too, writes them as references.
  return text.replace(/[&<>"]|\p{Cc}/gu, (c) => NAMED[c] ?? `&#x${c.charCodeAt(0).toString(16)};`);
}

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The text directly inside, references resolved. */
  readonly text: string;
}

/**
 * Parses the small documents that callers send (tag sets, part lists): elements and text only.
 * @throws S3Failure MalformedXML, also for document types, CDATA and undeclared entities
 */
export function parseXml(source: string): XmlElement {
  const stack: { name: string; children: XmlElement[]; text: string }[] = [{ name: '', children: [], text: '' }];
  let at = 0;
  const token =
    /<\?xml[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y;
  while (at < source.length) {
    token.lastIndex = at;
    const match = token.exec(source);
    const open = stack.at(-1);
    if (match === null || open === undefined) throw new S3Failure('MalformedXML');
    at = token.lastIndex;
    const [whole, closing, opening, , selfClosing] = match;
    if (opening !== undefined) {
      const element = { name: opening, children: [], text: '' };
      open.children.push(element);
      if (selfClosing === '') stack.push(element);
    } else if (closing !== undefined) {
      if (stack.length < 2 || open.name !== closing) throw new S3Failure('MalformedXML');
      stack.pop();
    } else if (!whole.startsWith('<')) {
      open.text += resolved(whole);
    }
  }
  const [root] = stack[0]?.children ?? [];
  const outside = stack[0]?.text.replace('\ufeff', '').trim();
  if (stack.length !== 1 || root === undefined || stack[0]?.children.length !== 1 || outside !== '') {
    throw new S3Failure('MalformedXML');
  }
  return root;
}

const REFERENCES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolved(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));|&/g,
    (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) {
        const named = REFERENCES[name];
        if (named === undefined) throw new S3Failure('MalformedXML');
        return named;
      }
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
      // NaN stands for a bare ampersand.
      if (!(code <= 0x10ffff)) throw new S3Failure('MalformedXML');
      return String.fromCodePoint(code);
    },
  );
}

/** The text of the one child of that name, or undefined. */
export function childText(element: XmlElement, name: string): string | undefined {
  const found = element.children.filter((child) => child.name === name);
  if (found.length > 1) throw new S3Failure('MalformedXML');
  return found[0]?.text;
}
