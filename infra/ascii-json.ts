/**
 * JSON in ASCII: CloudFormation's GetTemplate answers `?` for anything else, so that differences and imports of a
 * Chinese text suffer.
 */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
