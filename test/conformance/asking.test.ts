import { expect, it } from 'vitest';

it('a test that asks twice', async () => {
  for (const text of ['one', 'two']) expect(await (await fetch(`data:,${text}`)).text()).toBe(text);
});

it('a test that asks nothing', () => {
  expect(1).toBe(1);
});

it('stand in the report with how often they asked', ({ task }) => {
  expect(task.suite?.tasks ?? task.file.tasks).toMatchObject([{ meta: { asked: 2 } }, { meta: { asked: 0 } }, {}]);
});
