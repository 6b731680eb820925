/** A schema's own complaint in the platform's two languages, for `refine` and `addIssue`; zod's `message` is the English. */
export const complaint = (zh: string, en: string) => ({ message: en, params: { zh } });
