import { by, byNamedDay, serviceTarget } from '../../domain/policy/period.ts';
import type { Duty, Filer } from '../../domain/policy/procedure.ts';
import type { Actor } from '../../domain/policy/words.ts';
import { effect, leads, procedure, stage } from '../../domain/policy/writing.ts';

// Duties that the texts set in a sentence, without saying how and by when: renewal, the register of responsible persons,
// reports on use, rectification, bulletins. Their way and their dates are † here, for all cities alike; the sentence
// stands in the city's file.

interface Titles {
  zh: string;
  en: string;
}

/** Open data is renewed by the update cycle of its entry; a newer release ends it. */
export const renewal = (clause: string) =>
  procedure({
    zh: '数据更新',
    en: 'Upkeep',
    clause,
    filing: { by: 'platform', clause },
    opens: [{ at: 'renewal' }],
    duty: { for: 'open-dataset' },
    steps: {
      renewal: stage({
        zh: '更新数据',
        en: 'Renewal',
        clause,
        by: ['agency-staff'],
        within: [byNamedDay(clause)],
        fulfilment: { by: 'newer-release', to: 'closed', outcome: 'done' },
      }),
    },
  });

interface Register {
  zh: string;
  clause: string;
  /** Whom the text wants to be named. */
  names: ('principal' | 'data-opening' | 'chief-data-officer' | 'security')[];
}

/** A unit's principal confirms its responsible persons, yearly; keeping the register confirms them. */
export const register = ({ zh, clause, names }: Register) =>
  procedure({
    zh,
    en: 'Responsible persons',
    clause,
    filing: { by: 'platform', clause },
    opens: [{ at: 'confirmation' }],
    duty: { for: 'agency', daysAhead: 30 },
    steps: {
      confirmation: stage({
        zh: '确认责任人',
        en: 'Confirmation',
        clause,
        by: ['agency-principal'],
        within: [by('03-31', clause, 'service-target')],
        fulfilment: { by: 'responsible-persons', names, to: 'closed', outcome: 'done' },
      }),
    },
  });

interface Report {
  zh: string;
  stage: string;
  clause: string;
  /** To whom it is made, who may note that it was made otherwise. */
  to: Actor;
}

/** Whoever was granted data reports on its use, twice a year. */
export const useReport = ({ zh, stage: title, clause, to }: Report) =>
  procedure({
    zh,
    en: 'Usage report',
    clause,
    filing: { by: 'platform', clause },
    duty: { for: 'grant', daysAhead: 60 },
    opens: [{ at: 'report' }],
    steps: {
      report: stage({
        zh: title,
        en: 'Report on use',
        clause,
        by: ['respondent', to],
        within: [by(['06-30', '12-31'], clause, 'service-target')],
        fulfilment: { by: 'usage-report', to: 'closed', outcome: 'done' },
        decisions: { pass: leads('closed', { outcome: 'done', needs: 'reason', by: [to] }) },
      }),
    },
  });

interface Order {
  zh: string;
  clause: string;
  by: Filer | Filer[];
  /** Who closes the loop. */
  verifies: Actor;
}

/** What was found wrong goes back to the unit that provides it, until whoever verifies finds it right. */
export const orderToRectify = ({ zh, clause, by: filers, verifies }: Order) =>
  procedure({
    zh,
    en: 'Rectification',
    clause,
    filing: { by: filers, clause },
    opens: [{ at: 'rectification' }],
    steps: {
      rectification: stage({
        zh: '整改',
        en: 'Rectification',
        clause,
        by: ['agency-staff'],
        within: [serviceTarget(10, clause)],
        supplementedBy: ['agency-staff'],
        decisions: { resubmit: leads('verification', { needs: 'reason' }) },
      }),
      verification: stage({
        zh: '整改校验',
        en: 'Verification',
        clause,
        by: [verifies],
        within: [serviceTarget(5, clause)],
        decisions: {
          verify: leads('closed', { outcome: 'rectified' }),
          return: leads('rectification', { needs: 'all-reasons' }),
        },
      }),
    },
  });

interface Bulletin extends Titles {
  stage: string;
  clause: string;
  for: Duty['for'];
  by: Actor;
  on: string | string[];
}

/** The regulator publishes how the units have done, by the figures that the platform derives. */
export const bulletin = ({ zh, en, stage: title, clause, for: subjects, by: regulator, on }: Bulletin) =>
  procedure({
    zh,
    en,
    clause,
    filing: { by: 'platform', clause },
    opens: [{ at: 'bulletin' }],
    duty: { for: subjects, daysAhead: 60 },
    steps: {
      bulletin: stage({
        zh: title,
        en: 'Bulletin',
        clause,
        by: [regulator],
        within: [by(on, clause, 'service-target')],
        decisions: { pass: leads('publish-bulletin', { outcome: 'published', needs: 'all-reasons' }) },
      }),
      'publish-bulletin': effect('publish-bulletin', { zh: '发布', en: 'Publish bulletin' }, clause, 'closed'),
    },
  });
