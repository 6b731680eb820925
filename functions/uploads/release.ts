import type { Person } from '../../domain/access/caller.ts';
import { releasePrepared } from '../../domain/catalog/changes.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { type Release, ReleaseId } from '../../domain/catalog/release.ts';
import { releaseFaults } from '../../domain/catalog/release-faults.ts';
import { maskingFaults, maskingOf } from '../../domain/catalog/release-rules.ts';
import { staffBy } from '../../domain/catalog/visibility.ts';
import { checkRows } from '../../domain/data/checking.ts';
import type { Dictionary } from '../../domain/data/dictionary.ts';
import type { Finding } from '../../domain/data/finding.ts';
import { maskRows, withMasking } from '../../domain/data/masked-rows.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { type Fault, incomplete, Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import type { ReleaseForm } from '../routes/uploads.ts';
import { quarantineKey, type SourceFile } from '../stores/uploads.ts';
import { sha256Of } from './check.ts';
import { readCsv } from './csv/read.ts';
import { writeRelease } from './release-files.ts';
import { unusable } from './unusable.ts';

/**
 * QD-12.1: links a checked file, masks it by the rules decided on, and writes the files of the release behind closed
 * gates, so that its publication only opens them. Refuses with everything that is wrong, before anything is written.
 */
export async function prepareRelease(
  p: Platform,
  dataset: Dataset,
  asked: ReleaseForm,
  person: Person,
): Promise<Dataset> {
  const upload = await sourceFile(p, dataset, asked);
  const masking = maskingOf(dataset.dictionary, asked.masking);
  const faults = [...resourceFaults(dataset, upload), ...maskingFaults(dataset, masking, asked.masking ?? [])];
  if (faults.length > 0 || upload === undefined || dataset.dictionary === undefined) throw unfit(dataset, faults);
  const dictionary = withMasking(dataset.dictionary, masking);
  const { rows, warnings } = await typedRows(p, dataset, upload, dictionary);
  const published = maskRows(dictionary, rows, dataset.maskingSalt);
  const contents = releaseFaults(
    dataset.entry,
    { raw: { dictionary, rows }, published },
    currentPolicy(p.city).catalog,
  );
  if (contents.length > 0) throw unfit(dataset, contents);
  const id = ReleaseId.parse(p.newId());
  const distributions = await writeRelease(p.objects, { datasetId: dataset.id, releaseId: id, ...published });
  const release: Release = {
    id,
    preparedAt: p.now(),
    uploadId: upload.id,
    ...(asked.securityReview === undefined ? {} : { securityReview: asked.securityReview }),
    ...(asked.riskAssessment === undefined ? {} : { riskAssessment: asked.riskAssessment }),
    ...(asked.masking === undefined ? {} : { masking }),
    dictionary: published.dictionary,
    rows: rows.length,
    warnings,
    distributions,
  };
  const by = staffBy(person, dataset);
  const bound = dataset.dictionary;
  const after = await p.catalog.change(dataset.id, p, (current) =>
    releasePrepared(current, { release, dictionary: bound }, by, p.now()),
  );
  p.log({ event: 'release-prepared', datasetId: dataset.id, releaseId: id, rows: rows.length });
  return after;
}

/** The dataset's own upload of that id; not another's, and no document of a case. */
async function sourceFile(p: Platform, { id }: Dataset, { uploadId }: ReleaseForm): Promise<SourceFile | undefined> {
  const upload = await p.uploads.find(uploadId);
  return upload !== undefined && 'datasetId' in upload && upload.datasetId === id ? upload : undefined;
}

function resourceFaults(dataset: Dataset, upload: SourceFile | undefined): Fault[] {
  return [
    ...uploadFaults(upload),
    ...(dataset.dictionary === undefined
      ? [
          {
            pointer: '/dictionary',
            detail: { zh: '尚未确定数据字典(QD-12.1)', en: 'no data dictionary is bound yet (QD-12.1)' },
          },
        ]
      : []),
  ];
}

function uploadFaults(upload: SourceFile | undefined): Fault[] {
  const detail =
    upload === undefined ? { zh: '该数据集没有这个上传', en: 'this dataset has no such upload' } : unusable(upload);
  return detail === undefined ? [] : [{ pointer: '/uploadId', detail }];
}

async function typedRows(p: Platform, dataset: Dataset, upload: SourceFile, dictionary: Dictionary) {
  const bytes = await p.objects.read('quarantine', quarantineKey(upload));
  if (sha256Of(bytes) !== upload.sha256) {
    throw new Refusal('conflict', {
      zh: `上传 ${upload.id} 的文件在检查之后有变化,请等待重新检查`,
      en: `the file of upload ${upload.id} has changed since its check; please wait until it is checked again`,
    });
  }
  const file = await readCsv(bytes);
  const typed = checkRows(dictionary, file);
  if (typed.faults.count > 0) throw unfit(dataset, misfitFaults(typed.faults.listed, typed.faults.count));
  return { rows: typed.rows, warnings: typed.warnings.count + file.report.warningCount };
}

// Enough to see what is wrong; the report of the upload lists more.
const shown = 20;

function misfitFaults(findings: readonly Finding[], count: number): Fault[] {
  const pointer = '/uploadId';
  const named = findings.slice(0, shown).map(({ line, detail }) => ({
    pointer,
    detail: line === undefined ? detail : { zh: `第 ${line} 行:${detail.zh}`, en: `line ${line}: ${detail.en}` },
  }));
  const more = count - named.length;
  return more === 0 ? named : [...named, { pointer, detail: { zh: `另有 ${more} 处`, en: `and ${more} more` } }];
}

const unfit = ({ id }: Dataset, faults: readonly Fault[]): Refusal =>
  incomplete(
    {
      zh: `数据集 ${id} 的发布准备有 ${faults.length} 处不符合要求`,
      en: `the release of dataset ${id} can't be prepared: ${faults.length} fault(s)`,
    },
    faults,
  );
