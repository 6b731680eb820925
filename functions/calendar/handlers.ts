import { type Caller, has } from '../../domain/access/caller.ts';
import { Layer, proposeYear } from '../../domain/calendar/publishing.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { calendar } from '../routes/calendar.ts';
import { calendarStore, regionOf } from '../stores/calendar.ts';
import { type CalendarPlatform, confirm } from './confirm.ts';
import { noticeOf } from './notice.ts';
import { preview } from './preview.ts';
import { proposalView, yearView } from './view.ts';

export const calendarHandlers = (p: CalendarPlatform): Handlers<typeof calendar> => {
  const region = regionOf(p.city);
  const store = calendarStore(p.engine, region);

  return {
    year: async ({ params: { year }, caller }) => {
      const view = yearView(year, await store.published(), region);
      if (!seesProposals(caller)) return { status: 200, body: view };
      const waiting = await Promise.all(Layer.options.map((layer) => store.proposal(layer, year)));
      const proposals = waiting.filter((proposal) => proposal !== undefined).map(proposalView);
      return { status: 200, body: { ...view, proposals } };
    },

    propose: async ({ params: { year }, body: form, caller, once, origin }) => {
      const person = signedIn(caller);
      const body = proposeYear({ layer: form.layer, notice: noticeOf(year, form) }, person, region);
      const by = { role: 'operator' as const };
      const proposal = await store.propose({ body, by, subject: person.subject, now: p.now(), salt: p.salt() }, once);
      p.log({ event: 'calendar-proposed', year, layer: proposal.layer, proposal: proposal.id });
      return { status: 201, headers: { Location: `${origin}/v1/calendar/${year}` }, body: proposalView(proposal) };
    },

    confirm: async ({ params: { year }, body: { layer, proposal }, caller, once }) => ({
      status: 200,
      body: await confirm(p, store, { layer, year, wanted: proposal, person: signedIn(caller), once }),
    }),

    preview: async ({ query }) => ({ status: 200, body: preview(await store.current(), query) }),
  };
};

/** What isn't in force concerns only those who propose, confirm or audit it. */
const seesProposals = (caller: Caller): boolean =>
  caller.kind === 'person' && (['operator', 'regulator', 'auditor'] as const).some((role) => has(caller, role));
