import { messageWrite } from '../../../functions/stores/cases.ts';
import type { Effects } from './done.ts';

// DynamoDB writes at most 100 items at once.
const BATCH = 50;

/** What is made known to all units of a level. */
export const bulletinEffects = {
  'publish-bulletin': async (p, kase) => {
    const units = p.city.organisations.filter(
      ({ district }) => kase.district === undefined || district === kase.district,
    );
    const districts =
      kase.district === undefined ? p.city.districts.filter(({ regulator }) => regulator !== false) : [];
    const addresses = [...units.map(({ id }) => `agency:${id}`), ...districts.map(({ id }) => `regulator:${id}`)];
    // At the instant of the decision, so that a repetition writes the same messages again.
    const writes = addresses.map((address) =>
      messageWrite(address, {
        id: `${kase.id}-bulletin`,
        at: kase.changedAt,
        kind: 'bulletin',
        caseId: kase.id,
        text: {
          zh: '主管部门发布了通报,见 /v1/bulletins',
          en: 'The regulator has published a bulletin; see /v1/bulletins',
        },
      }),
    );
    for (let from = 0; from < writes.length; from += BATCH) await p.engine.write(writes.slice(from, from + BATCH));
    return { notices: [] };
  },
} satisfies Effects;
