import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attachmentType } from '../../domain/case/attachment.ts';
import { bearsDocumentMark, bearsSecrecyMark, stateSecretText } from '../../domain/catalog/secrecy.ts';
import { checkRows } from '../../domain/data/checking.ts';
import { Dictionary } from '../../domain/data/dictionary.ts';
import { type CheckReport, excerpt, type Finding, FindingList } from '../../domain/data/finding.ts';
import { guessDictionary } from '../../domain/data/typing.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { bytesOf, largest } from '../datasets/size.ts';
import type { Platform } from '../platform.ts';
import {
  type Attachment,
  attachmentKey,
  type Checked,
  quarantineKey,
  type SourceFile,
  uploadIdOf,
} from '../stores/uploads.ts';
import { type CsvFile, readCsv } from './csv/read.ts';
import { documentFault } from './document/document.ts';

/** What EventBridge says of an object that has come to quarantine. */
export const ObjectCreated = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.number(), etag: z.string() }),
  }),
});

type Arrived = z.infer<typeof ObjectCreated>['detail']['object'];

/** Checks a file that has come, a dataset's source or a document of a case. A repeated event changes nothing. */
export const checkUpload =
  (p: Platform) =>
  async (event: unknown): Promise<void> => {
    const { object } = ObjectCreated.parse(event).detail;
    const id = uploadIdOf(object.key);
    const upload = id && (await p.uploads.find(id));
    if (upload === undefined || quarantineKey(upload) !== object.key) {
      p.log({ event: 'unexpected-object', key: object.key });
      return;
    }
    await ('caseId' in upload ? checkDocument(p, upload, object) : checkSource(p, upload, object));
  };

/**
 * Its form decides whether a source can be used; what it proposes as dictionary, and where it doesn't fit the one that
 * is bound, is for the agency to settle. A file that was posted again in place of the first is checked again.
 */
async function checkSource(p: Platform, upload: SourceFile, { key, etag }: Arrived): Promise<void> {
  if (upload.etag === etag && (upload.state === 'checked' || upload.state === 'refused')) return;
  await p.uploads.checking(upload.id);
  const bytes = await p.objects.read('quarantine', key);
  const result = await checked(p, upload, bytes);
  await p.uploads.checked(upload, { ...result, etag, sha256: sha256Of(bytes) });
  p.log({
    event: `upload-${result.state}`,
    uploadId: upload.id,
    datasetId: upload.datasetId,
    rows: result.report.rows,
  });
}

/**
 * A document is looked at once: what passes is copied to where no form reaches it. What is posted later in its place
 * changes nothing, for others may rely on it.
 */
async function checkDocument(p: Platform, upload: Attachment, { key, size }: Arrived): Promise<void> {
  if (upload.state === 'checked' || upload.state === 'refused') return;
  await p.uploads.checking(upload.id);
  const bytes = size > upload.size ? undefined : await p.objects.read('quarantine', key);
  const fault = bytes === undefined ? tooLarge : documentFault(upload.fileName, bytes);
  const report = {
    faults: fault === undefined ? [] : [fault],
    faultCount: fault === undefined ? 0 : 1,
    warnings: [],
    warningCount: 0,
  };
  if (bytes === undefined || fault !== undefined) {
    await p.uploads.looked(upload.id, { state: 'refused', report });
  } else {
    const sha256 = sha256Of(bytes);
    await p.objects.write('quarantine', attachmentKey(upload, sha256), bytes, {
      contentType: attachmentType(upload.fileName),
    });
    await p.uploads.looked(upload.id, { state: 'checked', report, sha256 });
  }
  p.log({ event: `upload-${fault === undefined ? 'checked' : 'refused'}`, uploadId: upload.id, caseId: upload.caseId });
}

const tooLarge: Finding = {
  code: 'too-large',
  detail: { zh: '文件比声明的大', en: 'the file is larger than announced' },
};

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function checked(
  p: Platform,
  { datasetId }: SourceFile,
  bytes: Uint8Array,
): Promise<Omit<Checked, 'etag' | 'sha256'>> {
  const file = await readCsv(bytes);
  const secret = markedSecret(file);
  if (secret)
    return { state: 'refused', report: brief({ ...file.report, faults: [stateSecret(p, secret)], faultCount: 1 }) };
  if (file.report.faultCount > 0) return { state: 'refused', report: brief(file.report) };
  const { dictionary, doubts } = guessDictionary(file);
  const proposal = Dictionary.safeParse(dictionary);
  const proposable = proposal.success && bytesOf(proposal.data) <= largest.dictionary;
  const bound = (await p.catalog.find(datasetId))?.dictionary;
  const warnings = new FindingList();
  for (const finding of [...doubts, ...(proposable ? [] : [noProposal]), ...misfits(bound, file)])
    warnings.add(finding);
  return {
    state: 'checked',
    report: brief({
      ...file.report,
      warnings: [...warnings.listed, ...file.report.warnings].slice(0, listed),
      warningCount: warnings.count + file.report.warningCount,
    }),
    ...(proposable ? { dictionary: proposal.data } : {}),
  };
}

/** Where a table says of itself that it is secret, in the form that documents bear or in a column of grades. */
function markedSecret({ header, rows, lines }: CsvFile): { line: number } | undefined {
  if (header.some(bearsDocumentMark)) return { line: 1 };
  const grades = header.flatMap((title, at) => (gradeColumn.test(title) ? [at] : []));
  const at = rows.findIndex(
    (row) => row.some(bearsDocumentMark) || grades.some((column) => bearsSecrecyMark(row[column] ?? '')),
  );
  return at < 0 ? undefined : { line: lines[at] ?? at + 2 };
}

const gradeColumn = /^(密级|保密级别|保密等级|涉密等级|定密级别)$/;

const stateSecret = (p: Platform, { line }: { line: number }): Finding => ({
  line,
  code: 'state-secret',
  detail: stateSecretText(currentPolicy(p.city).catalog.stateSecrets),
});

/** Where the file doesn't fit the dictionary that is bound: one of the two has to be changed before a release. */
const misfits = (bound: Dictionary | undefined, file: CsvFile): Finding[] => {
  if (bound === undefined) return [];
  const { faults, warnings } = checkRows(bound, file);
  return [...faults.listed, ...warnings.listed];
};

const noProposal: Finding = {
  code: 'no-proposal',
  detail: {
    zh: '列名或列数不适合直接生成数据字典,请自行编写',
    en: 'no data dictionary can be proposed from these headers; please write one',
  },
};

// A report is stored in one item of at most 400 KB, and a hostile file may have headers of megabytes.
const listed = 100;
const longestDetail = 200;

function brief(report: CheckReport): CheckReport {
  const short = (text: string): string => (text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text);
  const shortened = ({ column, detail, ...finding }: Finding): Finding => ({
    ...finding,
    ...(column === undefined ? {} : { column: excerpt(column) }),
    detail: { zh: short(detail.zh), en: short(detail.en) },
  });
  return { ...report, faults: report.faults.map(shortened), warnings: report.warnings.map(shortened) };
}
