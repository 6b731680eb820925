import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, xmlDocument } from '../../../local/s3/xml.ts';

describe('XML', () => {
  it('reads back any text that it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseXml(xmlDocument('A', { B: text })).children[0]?.text).toBe(text);
      }),
    );
  });

  it('repeats the tag of a list and leaves out what is undefined', () => {
    expect(xmlDocument('A', { B: [1, { C: true }], D: undefined }, null)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<A><B>1</B><B><C>true</C></B></A>',
    );
  });

  it('reads declarations, comments, attributes, empty elements and references', () => {
    const root = parseXml('\ufeff<?xml version="1.0"?><!-- c --><A xmlns="u" x=\'1\'><B/>a&amp;&#x76EE;&#30446;</A>\n');
    expect(root).toEqual({ name: 'A', text: 'a&目目', children: [{ name: 'B', text: '', children: [] }] });
  });

  const REFUSED = [
    '',
    'text',
    '<A>',
    '</A>',
    '<A></B>',
    '<A/><B/>',
    '<A>&evil;</A>',
    '<A>a & b</A>',
    '<A>&#x110000;</A>',
    '<A b=c/>',
    '<!DOCTYPE A [<!ENTITY e "x">]><A>&e;</A>',
    '<A><![CDATA[x]]></A>',
    '<A/>x',
  ];
  for (const source of REFUSED) {
    it(`refuses ${JSON.stringify(source)}`, () => {
      expect(() => parseXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
    });
  }
});
