/** One obligation of a regulation that the platform can be seen to keep. */
export interface Clause {
  /** Letters of the regulation, article, paragraph or letter: `QD-17.2a`. */
  id: string;
  area: Area;
  /** What the platform does, in the field's terms (wd: working day, d: calendar day). The regulation's wording prevails. */
  must: string;
  /** It only says what something states or how it is counted: tests of the domain may show it. */
  pure?: 'schema' | 'counting';
  /** Where a part of it isn't built: what its tests show, and what they don't. */
  partly?: { shown: string; notBuilt: string };
}

type Area =
  | 'access'
  | 'agreement'
  | 'application'
  | 'audit'
  | 'catalog'
  | 'demand'
  | 'objection'
  | 'organisation'
  | 'publish'
  | 'quality'
  | 'security'
  | 'service'
  | 'sharing'
  | 'supervision'
  | 'usage';

/** An article that asks nothing of a platform. */
export interface WithoutSoftware {
  id: string;
  reason: string;
}

/** The letters of a clause's regulation: `QD` of `QD-17.2a`. */
export const lettersOf = (id: string): string => id.slice(0, id.indexOf('-'));

/** The whole of an id, so that QD-17.2 isn't found in QD-17.2a, nor QD-1 in QD-17. */
const id = /(?<![\w.-])(?:CQ|QD|DZ|JF|ZW)-I?\d[A-Za-z0-9]*(?:\.\w+)*(?![\w-]|\.\w)/g;

/** The clause ids in a test's name, each once. */
export const clauseIdsIn = (name: string): string[] => [...new Set(name.match(id))];
