import type { Instant } from '../calendar/dates.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import type { Counted } from './listing.ts';
import { sharingOf } from './sharing.ts';
import { updateDueOf } from './update-due.ts';

/** How what the public has of some units stands now. */
export interface CatalogStanding {
  /** Entries that are published. */
  cataloguing: { entries: number };
  /** Of those whose data is to be on the platform. */
  gathering: { required: number; gathered: number };
  sharing: { unconditional: number; conditional: number; none: number; unsaid: number };
  opening: { unconditional: number; conditional: number; closed: number };
  /** Of the open ones that are to be renewed. */
  updates: { due: number; overdue: number };
  use: { downloads: number };
}

export function standingOf(counted: readonly Counted[], rules: CatalogRules, now: Instant): CatalogStanding {
  const standing: CatalogStanding = {
    cataloguing: { entries: counted.length },
    gathering: { required: 0, gathered: 0 },
    sharing: { unconditional: 0, conditional: 0, none: 0, unsaid: 0 },
    opening: { unconditional: 0, conditional: 0, closed: 0 },
    updates: { due: 0, overdue: 0 },
    use: { downloads: 0 },
  };
  for (const { listed, downloads } of counted) {
    const { openness } = listed.entry;
    standing.opening[openness] += 1;
    standing.sharing[sharingOf(listed.entry)?.type ?? 'unsaid'] += 1;
    standing.use.downloads += downloads;
    if (openness === 'closed') continue;
    standing.gathering.required += 1;
    if (listed.updated !== undefined) standing.gathering.gathered += 1;
    const due = updateDueOf(listed, rules, now);
    if (due !== undefined) standing.updates.due += 1;
    if (due?.overdue === true) standing.updates.overdue += 1;
  }
  return standing;
}
