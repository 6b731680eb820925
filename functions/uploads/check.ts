import { createHash } from 'node:crypto';
import { z } from 'zod';
import { checkRows } from '../../domain/data/checking.ts';
import { Dictionary } from '../../domain/data/dictionary.ts';
import { type CheckReport, excerpt, type Finding, FindingList } from '../../domain/data/finding.ts';
import { guessDictionary } from '../../domain/data/typing.ts';
import { bytesOf, largest } from '../datasets/size.ts';
import type { Platform } from '../platform.ts';
import { type Checked, type Upload, uploadIdOf } from '../stores/uploads.ts';
import { type CsvFile, readCsv } from './csv/read.ts';

/** What EventBridge says of an object that has come to quarantine. */
export const ObjectCreated = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.number(), etag: z.string() }),
  }),
});

/**
 * Checks a file that has come: its form decides whether it can be used; what it proposes as dictionary, and where it
 * doesn't fit the one that is bound, is for the agency to settle. A repeated event changes nothing; a file that was
 * posted again in place of the first is checked again.
 */
export const checkUpload =
  (p: Platform) =>
  async (event: unknown): Promise<void> => {
    const { key, etag } = ObjectCreated.parse(event).detail.object;
    const id = uploadIdOf(key);
    const upload = id && (await p.uploads.find(id));
    if (upload === undefined) {
      p.log({ event: 'unexpected-object', key });
      return;
    }
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
  };

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function checked(
  p: Platform,
  { datasetId }: Upload,
  bytes: Uint8Array,
): Promise<Omit<Checked, 'etag' | 'sha256'>> {
  const file = await readCsv(bytes);
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
