import { expect, it } from 'vitest';
import { tasks } from '../../../workflows/tasks/tasks.ts';
import { openDataset } from '../../builders/dataset.ts';
import { testPlatform } from '../../builders/platform.ts';
import { anApplication, casesOf, created } from '../../functions/cases/a-case.ts';

it('looks after every case although one of them ails, and then fails so that the alarm is raised', async () => {
  const p = testPlatform();
  await openDataset(p);
  const ids: string[] = [];
  for (const as of ['company', 'resident'] as const)
    ids.push((await created(casesOf(p)('application', { as, body: anApplication() }))).id);
  p.executions.flows.clear();
  const find = p.cases.find;
  p.cases.find = async (id) => {
    if (id === ids[0]) throw new Error('its events can not be read');
    return find(id);
  };
  await expect(tasks.Reconcile(p)({})).rejects.toThrow('its events can not be read');
  expect([...p.executions.flows]).toEqual([`${ids[1]}-2`]);
  expect(p.logged).toContainEqual(expect.objectContaining({ event: 'not-tended', caseId: ids[0] }));
});
