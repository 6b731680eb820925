import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openClient } from './client.ts';
import { startHost } from './host.ts';
import { clockStart, type Story, storyQingdao } from './story-qingdao.ts';
import { allHeld, teller } from './teller.ts';

// npm run demo -- --city NAME --json FILE

const stories: Readonly<Record<string, { tell: Story; clockStart: string }>> = {
  qingdao: { tell: storyQingdao, clockStart },
};

const { values } = parseArgs({ options: { city: { type: 'string', default: 'qingdao' }, json: { type: 'string' } } });
const story = stories[values.city];
if (story === undefined) {
  process.stderr.write(`there is no story for "${values.city}"; there are ${Object.keys(stories).join(', ')}\n`);
  process.exit(1);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const host = await startHost({ city: values.city, clockStart: story.clockStart });
const client = openClient(host.api);
const told = teller(client, print);
try {
  await story.tell(told, client);
} catch (error) {
  told.broke(error);
} finally {
  await host.stop();
}

if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(told.steps, undefined, 2)}\n`);
const held = told.steps.filter((step) => step.held).length;
print(`\n${told.steps.length} 步,${held} 步符合,${told.steps.length - held} 步不符`);
process.exitCode = allHeld(told.steps) ? 0 : 1;
