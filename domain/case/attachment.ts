/**
 * What a case's documents (附件) are accepted as: by the ending of the name, the type as which they are served. Nothing
 * that a reader's machine would run, and no archive, which would hide what is in it.
 */
const attachmentTypes = {
  pdf: 'application/pdf',
  // GB/T 33190: what agencies issue certificates and licences in.
  ofd: 'application/ofd',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/plain',
} as const;
export type AttachmentEnding = keyof typeof attachmentTypes;

export const attachmentEndings = Object.keys(attachmentTypes) as AttachmentEnding[];

/** The ending of a document's name, if it is an accepted one. */
export function attachmentEnding(fileName: string): AttachmentEnding | undefined {
  const ending = /[^.]\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return attachmentEndings.find((accepted) => accepted === ending);
}

/** As what a document is served; the ending was accepted when it was announced. */
export function attachmentType(fileName: string): string {
  const ending = attachmentEnding(fileName);
  return ending === undefined ? 'application/octet-stream' : attachmentTypes[ending];
}

// A hundred scanned pages of 200 KB each: a management system's rules with its certificates.
export const largestAttachment = 20 * 1024 * 1024;

// What one person can be asked to read through in a period of five working days. A supplement may name them all.
export const mostAttachments = 20;
