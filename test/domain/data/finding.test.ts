import { expect, it } from 'vitest';
import { excerpt, FindingList, listedFindings } from '../../../domain/data/finding.ts';

it('a list of findings keeps the first hundred and counts the rest', () => {
  const list = new FindingList();
  for (let line = 1; line <= listedFindings + 3; line++) list.add({ line, code: 'x', detail: { zh: '错', en: 'x' } });
  expect(list.count).toBe(103);
  expect(list.listed).toHaveLength(100);
  expect(list.listed.at(-1)?.line).toBe(100);
});

it('an excerpt is the text up to forty characters, and a sign that there was more', () => {
  expect(excerpt('甲'.repeat(40))).toBe('甲'.repeat(40));
  expect(excerpt(`${'甲'.repeat(40)}乙`)).toBe(`${'甲'.repeat(40)}…`);
});
