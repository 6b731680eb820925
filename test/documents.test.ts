import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routes } from '../functions/routes.ts';
import { root } from './architecture/sources.ts';
import { known } from './independent/table.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })];
const folders = 'domain|cities|functions|workflows|infra|local|test|docs|data';

describe.each(documents)('%s', (path) => {
  const text = read(path);

  it('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, to = '']) => to);
    const missing = links.filter((to) => !/^https?:/.test(to) && !existsSync(join(root, dirname(path), to)));
    expect(missing).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, 'g'))].map(([, name = '']) => name);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names calls that are there', () => {
    const laptop = ['/local/'];
    const paths = Object.values(routes).flatMap((table) => Object.values(table).map((each) => each.path));
    const named = [...text.matchAll(/(?:GET|POST|PUT|DELETE|HEAD) (\/[\w{}/.-]+)/g)].map(([, call = '']) => call);
    expect(named.filter((call) => !paths.includes(call) && !laptop.some((start) => call.startsWith(start)))).toEqual(
      [],
    );
  });
});

it('the runbook has a heading for every alarm', () => {
  const alarms = read('infra/stacks/observability-stack.ts').matchAll(/#alarm\(\s*[^,]+,\s*'([\w-]+)'/g);
  const headings = [...new Set([...alarms].map(([, heading]) => heading))];
  expect(headings.length).toBeGreaterThan(3);
  expect(headings.filter((heading) => !read('docs/runbook.md').includes(`\n## ${heading}\n`))).toEqual([]);
});

it('the page on the laptop host tells every difference that the independent judges are allowed', () => {
  expect(read('docs/laptop-host.md')).toContain(known());
});

it('there are at most twenty npm scripts', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
  expect(Object.keys(scripts).length).toBeLessThanOrEqual(20);
});

it('a decision fits on a page', () => {
  const pages = globSync('docs/adr/*.md', { cwd: root }).map((path) => [path, read(path).split(/\s+/).length] as const);
  expect(pages.filter(([, words]) => words > 900)).toEqual([]);
});
