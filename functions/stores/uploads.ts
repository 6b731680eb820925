import { z } from 'zod';
import { Instant } from '../../domain/calendar/dates.ts';
import { mostAttachments } from '../../domain/case/attachment.ts';
import { Dictionary } from '../../domain/data/dictionary.ts';
import { CheckReport } from '../../domain/data/finding.ts';
import { CaseId, DatasetId, UploadId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Item, type Write } from './engine.ts';
import { catalogKeys } from './keys.ts';
import { createOnce, type Once } from './once.ts';

const file = {
  id: UploadId,
  fileName: z.string(),
  /** As announced; the storage takes no more. */
  size: z.int().positive(),
  createdAt: Instant,
  expiresAt: Instant,
  state: z.enum(['awaiting', 'checking', 'checked', 'refused']),
  /** Of the bytes that were checked: a form may be posted twice, and what came later isn't what was checked. */
  sha256: z.string().optional(),
};

/** A dataset's source file on its way: where it lies in quarantine, and what its check says. */
export const SourceFile = z.strictObject({
  ...file,
  datasetId: DatasetId,
  report: CheckReport.optional(),
  etag: z.string().optional(),
});
export type SourceFile = z.infer<typeof SourceFile>;

/** What the check says of a document, which is looked at and not read. */
export const DocumentReport = CheckReport.pick({ faults: true, faultCount: true, warnings: true, warningCount: true });
export type DocumentReport = z.infer<typeof DocumentReport>;

/** A document that a party adds to its case. */
export const Attachment = z.strictObject({ ...file, caseId: CaseId, report: DocumentReport.optional() });
export type Attachment = z.infer<typeof Attachment>;

export const Upload = z.union([SourceFile, Attachment]);
export type Upload = z.infer<typeof Upload>;

/** What the check of a source file found out. */
export interface Checked {
  state: 'checked' | 'refused';
  report: CheckReport;
  etag: string;
  sha256: string;
  /** Proposed by the file, for the agency to edit and bind. */
  dictionary?: Dictionary;
}

/** What the check of a document found out: the hash of what it passed, or why it didn't. */
export type Looked =
  | { state: 'checked'; report: DocumentReport; sha256: string }
  | { state: 'refused'; report: DocumentReport };

/** Where an upload's form puts the file. */
export const quarantineKey = (
  upload: Pick<SourceFile, 'id' | 'datasetId'> | Pick<Attachment, 'id' | 'caseId'>,
): string => ('caseId' in upload ? `cases/${upload.caseId}/${upload.id}` : `uploads/${upload.id}`);

/** The upload that a quarantine key belongs to; undefined for what else lies there. */
export const uploadIdOf = (key: string): UploadId | undefined =>
  UploadId.safeParse(/^(?:uploads|cases\/[^/]+)\/([^/]+)$/.exec(key)?.[1]).data;

/**
 * Where a document is kept that has passed its check: no form reaches it there, and its key holds the hash of its
 * bytes, so that what is read is what was checked, whatever is posted later.
 */
export const attachmentKey = ({ id, caseId }: Pick<Attachment, 'id' | 'caseId'>, sha256: string): string =>
  `attachments/${caseId}/${id}/${sha256}`;

export function uploadStore(engine: Engine) {
  const find = async (id: UploadId): Promise<Upload | undefined> => {
    const item = await engine.get('catalog', catalogKeys.upload(id));
    return item && uploadOf(item);
  };
  const set = async (id: UploadId, attributes: object): Promise<void> => {
    await engine.update({ table: 'catalog', update: catalogKeys.upload(id), set: { ...attributes }, when: 'present' });
  };

  const findAll = async (ids: readonly UploadId[]): Promise<Upload[]> =>
    (await engine.getMany('catalog', ids.map(catalogKeys.upload))).map(uploadOf);

  /** The write that takes a place for one more document of a case; undefined where none is free. */
  const taking = async ({ caseId, id }: Attachment, now: Instant): Promise<Write | undefined> => {
    const taken = await engine.query('catalog', { pk: catalogKeys.attachments(caseId), begins: 'attachment#' });
    const uploads = await findAll(taken.map((item) => UploadId.parse(item.uploadId)));
    for (let place = 1; place <= mostAttachments; place++) {
      const key = catalogKeys.attachment(caseId, place);
      const item = taken.find(({ sk }) => sk === key.sk);
      const put = { ...key, uploadId: id };
      if (item === undefined) return { table: 'catalog', put, when: 'absent' };
      if (uploads.some((upload) => upload.id === item.uploadId && isSpent(upload, now)))
        return { table: 'catalog', put, when: [['uploadId', '=', String(item.uploadId)]] };
    }
    return undefined;
  };

  return {
    find,

    /** The uploads with these ids that belong to the case. */
    async ofCase(caseId: CaseId, ids: readonly UploadId[]): Promise<Attachment[]> {
      return (await findAll(ids)).filter((upload) => 'caseId' in upload).filter((upload) => upload.caseId === caseId);
    },

    /** Announces a file; made idempotent by the caller's key, which brings back the form that was given first. */
    announce<Form extends object>(upload: SourceFile, form: Form, once?: Once): Promise<Form> {
      return createOnce(engine, 'catalog', catalogKeys.once, once, form, (claim) =>
        engine.write([...claim, creation(upload)]),
      );
    },

    /** Announces a document of a case, likewise, in one of the places that the case has for them. */
    attach<Form extends object>(upload: Attachment, form: Form, now: Instant, once?: Once): Promise<Form> {
      return createOnce(engine, 'catalog', catalogKeys.once, once, form, async (claim) => {
        for (;;) {
          const place = await taking(upload, now);
          if (place === undefined) throw allTaken(upload.caseId);
          try {
            return await engine.write([...claim, creation(upload), place]);
          } catch (error) {
            // Somebody else took the place first; with each such loss there is one fewer.
            if (!(error instanceof ConditionFailed) || error.index <= claim.length) throw error;
          }
        }
      });
    },

    /** The check has begun; a result that stands already for an earlier file stays readable until the new one is in. */
    async checking(id: UploadId): Promise<void> {
      try {
        await engine.update({
          table: 'catalog',
          update: catalogKeys.upload(id),
          set: { state: 'checking' },
          when: [['state', '=', 'awaiting']],
        });
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },

    async checked({ id, datasetId }: SourceFile, { dictionary, ...result }: Checked): Promise<void> {
      await set(id, result);
      if (dictionary === undefined) return;
      await engine.write([{ table: 'catalog', put: { ...catalogKeys.proposal(datasetId), uploadId: id, dictionary } }]);
    },

    /** Settles what a document is; the first look does, and whatever is posted or told later changes nothing. */
    async looked(id: UploadId, result: Looked): Promise<void> {
      try {
        await engine.update({
          table: 'catalog',
          update: catalogKeys.upload(id),
          set: { ...result },
          when: [['state', '=', 'checking']],
        });
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },

    /** The dictionary that the last checked file of a dataset proposes. */
    async proposal(datasetId: DatasetId): Promise<Dictionary | undefined> {
      const item = await engine.get('catalog', catalogKeys.proposal(datasetId));
      return item && Dictionary.parse(item.dictionary);
    },
  };
}
export type UploadStore = ReturnType<typeof uploadStore>;

const creation = (upload: Upload): Write => ({
  table: 'catalog',
  put: { ...catalogKeys.upload(upload.id), ...stored(upload) },
  when: 'absent',
});

/** Its form has run out and no file passed: another document may have its place. */
const isSpent = ({ state, expiresAt }: Upload, now: Instant): boolean => state !== 'checked' && expiresAt <= now;

const allTaken = (id: CaseId): Refusal =>
  new Refusal('conflict', {
    zh: `办件 ${id} 已有 ${mostAttachments} 个文件,不能再上传`,
    en: `case ${id} has ${mostAttachments} documents already; no more can be uploaded`,
  });

/** `expiresAt` is the table's time-to-live; the record of an upload outlives its form. */
const stored = ({ expiresAt, ...upload }: Upload): object => ({ ...upload, formExpiresAt: expiresAt });

const uploadOf = ({ pk: _pk, sk: _sk, formExpiresAt, ...item }: Item): Upload =>
  Upload.parse({ ...item, expiresAt: formExpiresAt });
