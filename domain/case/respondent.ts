const unitPrefix = 'agency:';

/** The unit whose use is in question, where it was data shared between units; none where it was a person's. */
export const respondingUnit = (respondent: string | undefined): string | undefined =>
  respondent?.startsWith(unitPrefix) === true ? respondent.slice(unitPrefix.length) : undefined;
