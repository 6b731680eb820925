import { z } from 'zod';
import { Instant } from '../../domain/calendar/dates.ts';
import { Dictionary } from '../../domain/data/dictionary.ts';
import { CheckReport } from '../../domain/data/finding.ts';
import { DatasetId, UploadId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Item } from './engine.ts';
import { catalogKeys } from './keys.ts';
import { createOnce, type Once } from './once.ts';

/** A source file on its way: where it lies in quarantine, and what its check says. */
export const Upload = z.strictObject({
  id: UploadId,
  datasetId: DatasetId,
  fileName: z.string(),
  /** As announced; the storage takes no more. */
  size: z.int().positive(),
  createdAt: Instant,
  expiresAt: Instant,
  state: z.enum(['awaiting', 'checking', 'checked', 'refused']),
  report: CheckReport.optional(),
  /** Of the bytes that were checked: a form may be posted twice, and what came later isn't what was checked. */
  etag: z.string().optional(),
  sha256: z.string().optional(),
});
export type Upload = z.infer<typeof Upload>;

/** What the check of a file found out. */
export interface Checked {
  state: 'checked' | 'refused';
  report: CheckReport;
  etag: string;
  sha256: string;
  /** Proposed by the file, for the agency to edit and bind. */
  dictionary?: Dictionary;
}

export const quarantineKey = (id: string): string => `uploads/${id}`;

/** The upload that a quarantine key belongs to; undefined for what else lies there. */
export const uploadIdOf = (key: string): UploadId | undefined => {
  const id = UploadId.safeParse(/^uploads\/([^/]+)$/.exec(key)?.[1]);
  return id.success ? id.data : undefined;
};

export function uploadStore(engine: Engine) {
  const find = async (id: UploadId): Promise<Upload | undefined> => {
    const item = await engine.get('catalog', catalogKeys.upload(id));
    return item && uploadOf(item);
  };
  const set = async (id: UploadId, attributes: object): Promise<void> => {
    await engine.update({ table: 'catalog', update: catalogKeys.upload(id), set: { ...attributes }, when: 'present' });
  };

  return {
    find,

    async load(id: UploadId): Promise<Upload> {
      const upload = await find(id);
      if (upload !== undefined) return upload;
      throw new Refusal('not-found', { zh: `没有上传 ${id}`, en: `there is no upload ${id}` });
    },

    /** Announces a file; made idempotent by the caller's key, which brings back the form that was given first. */
    announce<Form extends object>(upload: Upload, form: Form, once?: Once): Promise<Form> {
      return createOnce(engine, 'catalog', catalogKeys.once, once, form, (claim) =>
        engine.write([
          ...claim,
          { table: 'catalog', put: { ...catalogKeys.upload(upload.id), ...stored(upload) }, when: 'absent' },
        ]),
      );
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

    async checked({ id, datasetId }: Upload, { dictionary, ...result }: Checked): Promise<void> {
      await set(id, result);
      if (dictionary === undefined) return;
      await engine.write([{ table: 'catalog', put: { ...catalogKeys.proposal(datasetId), uploadId: id, dictionary } }]);
    },

    /** The dictionary that the last checked file of a dataset proposes. */
    async proposal(datasetId: DatasetId): Promise<Dictionary | undefined> {
      const item = await engine.get('catalog', catalogKeys.proposal(datasetId));
      return item && Dictionary.parse(item.dictionary);
    },
  };
}
export type UploadStore = ReturnType<typeof uploadStore>;

/** `expiresAt` is the table's time-to-live; the record of an upload outlives its form. */
const stored = ({ expiresAt, ...upload }: Upload): object => ({ ...upload, formExpiresAt: expiresAt });

const uploadOf = ({ pk: _pk, sk: _sk, formExpiresAt, ...item }: Item): Upload =>
  Upload.parse({ ...item, expiresAt: formExpiresAt });
