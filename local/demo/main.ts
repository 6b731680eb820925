import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openClient } from './client.ts';
import { startHost } from './host.ts';
import { storyChongqing } from './story-chongqing.ts';
import { storyDazhou } from './story-dazhou.ts';
import { storyJinfeng } from './story-jinfeng.ts';
import { storyQingdao } from './story-qingdao.ts';
import { allHeld, type Step, type Story, teller } from './teller.ts';

// npm run demo -- --city NAME --json FILE

const stories: Readonly<Record<string, Story>> = {
  qingdao: storyQingdao,
  chongqing: storyChongqing,
  dazhou: storyDazhou,
  jinfeng: storyJinfeng,
};

const { values } = parseArgs({ options: { city: { type: 'string', default: 'qingdao' }, json: { type: 'string' } } });
const story = stories[values.city];
if (story === undefined) {
  process.stderr.write(`there is no story for "${values.city}"; there are ${Object.keys(stories).join(', ')}\n`);
  process.exit(1);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const steps = await toldOnItsOwnHost(story);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(steps, undefined, 2)}\n`);
const held = steps.filter((step) => step.held).length;
print(`\n${steps.length} 步,${held} 步符合,${steps.length - held} 步不符`);
process.exitCode = allHeld(steps) ? 0 : 1;

async function toldOnItsOwnHost({ title, tell, clockStart }: Story): Promise<readonly Step[]> {
  const host = await startHost({ city: values.city, clockStart });
  const client = openClient(host.api);
  const told = teller(client, print);
  print(`${title}\n真实公开数据,全部通过 HTTP;每一步先列条款,再列请求,“→”后为所见。`);
  try {
    await tell(told, client);
  } catch (error) {
    told.broke(error);
  } finally {
    await host.stop();
  }
  return told.steps;
}
