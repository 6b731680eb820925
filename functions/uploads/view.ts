import type { Person } from '../../domain/access/caller.ts';
import { attachmentType } from '../../domain/case/attachment.ts';
import { maySee } from '../../domain/case/permissions.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import type { Finding } from '../../domain/data/finding.ts';
import { procedureOfCase } from '../../domain/policy/policy.ts';
import type { Language } from '../http.ts';
import type { Platform } from '../platform.ts';
import type { UploadView } from '../routes/uploads.ts';
import { type Attachment, attachmentKey, type SourceFile, type Upload } from '../stores/uploads.ts';

interface Look {
  person: Person;
  language: Language;
}

// Long enough to begin to read a document; its link is worth nothing to whoever finds it later.
const signedFor = 300;

/** An upload in the eyes of a person; undefined for whoever may not see what it belongs to. */
export const uploadView = (p: Platform, upload: Upload, look: Look): Promise<UploadView | undefined> =>
  'caseId' in upload ? attachmentView(p, upload, look) : sourceFileView(p, upload, look);

async function sourceFileView(p: Platform, upload: SourceFile, look: Look): Promise<UploadView | undefined> {
  const dataset = await p.catalog.find(upload.datasetId);
  if (dataset === undefined || !isOfficial(look.person, dataset)) return undefined;
  const { id, datasetId, fileName, size, state, report } = upload;
  return { id, datasetId, fileName, size, state, ...(report && { report: inLanguage(report, look.language) }) };
}

async function attachmentView(p: Platform, upload: Attachment, look: Look): Promise<UploadView | undefined> {
  const kase = await p.cases.find(upload.caseId);
  if (kase === undefined || !maySee(look.person, kase, procedureOfCase(p.city, kase))) return undefined;
  const { id, caseId, fileName, size, state, report } = upload;
  const url = await linkTo(p, upload);
  return {
    id,
    caseId,
    fileName,
    size,
    mediaType: attachmentType(fileName),
    state,
    ...(report && { report: inLanguage(report, look.language) }),
    ...(url === undefined ? {} : { url }),
  };
}

/** Always saved under its name and never shown in place, whatever a browser would make of its bytes. */
async function linkTo(p: Platform, upload: Attachment): Promise<string | undefined> {
  const { id, caseId, fileName, state, sha256 } = upload;
  if (state !== 'checked' || sha256 === undefined) return undefined;
  const url = await p.objects.signDownload('quarantine', attachmentKey(upload, sha256), {
    method: 'GET',
    seconds: signedFor,
    fileName,
    contentType: attachmentType(fileName),
  });
  p.log({ event: 'attachment-signed', caseId, uploadId: id });
  return url;
}

const inLanguage = <Report extends { faults: readonly Finding[]; warnings: readonly Finding[] }>(
  report: Report,
  language: Language,
) => ({ ...report, faults: told(report.faults, language), warnings: told(report.warnings, language) });

const told = (findings: readonly Finding[], language: Language) =>
  findings.map(({ detail, ...finding }) => ({ ...finding, detail: detail[language] }));
