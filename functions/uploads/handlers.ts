import { type Instant, instantOf, millisOf } from '../../domain/calendar/dates.ts';
import { refuseWhileSubmitted } from '../../domain/catalog/changes.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { isOfficial, maySee, refuseUnlessStaff } from '../../domain/catalog/visibility.ts';
import type { CheckReport, Finding } from '../../domain/data/finding.ts';
import { UploadId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { datasetView } from '../datasets/view.ts';
import type { Handlers, Language, Request } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { ReportView, uploads } from '../routes/uploads.ts';
import { noDataset } from '../stores/catalog.ts';
import { quarantineKey } from '../stores/uploads.ts';
import { prepareRelease } from './release.ts';

// One presigned form takes one file whole, and its check holds it in memory.
export const largestUpload = 100 * 1024 * 1024;

// Long enough for 100 MB over a slow line of 1 Mbit/s.
const formSeconds = 15 * 60;

export const uploadsHandlers = (p: Platform): Handlers<typeof uploads> => ({
  announce: async (request) => {
    const dataset = await worked(p, request);
    const { fileName, size } = request.body;
    refuseTooLarge(size);
    const id = UploadId.parse(p.newId());
    const createdAt = p.now();
    const expiresAt = later(createdAt, formSeconds);
    const signed = await p.objects.signUpload(quarantineKey(id), { maxBytes: size, seconds: formSeconds });
    const upload = { id, datasetId: dataset.id, fileName, size, createdAt, expiresAt, state: 'awaiting' as const };
    const form = await p.uploads.announce(upload, { id, ...signed, expiresAt }, request.once);
    p.log({ event: 'upload-announced', datasetId: dataset.id, uploadId: form.id, size });
    return { status: 201, headers: { Location: `${request.origin}/v1/uploads/${form.id}` }, body: form };
  },

  read: async (request) => {
    const upload = await p.uploads.find(request.params.id);
    const dataset = upload && (await p.catalog.find(upload.datasetId));
    if (upload === undefined || dataset === undefined || !isOfficial(request.caller, dataset)) {
      throw new Refusal('not-found', {
        zh: `没有上传 ${request.params.id}`,
        en: `there is no upload ${request.params.id}`,
      });
    }
    const { id, datasetId, fileName, size, state, report } = upload;
    return {
      status: 200,
      body: {
        id,
        datasetId,
        fileName,
        size,
        state,
        ...(report === undefined ? {} : { report: reportView(report, request.language) }),
      },
    };
  },

  prepareRelease: async (request) => {
    const before = await worked(p, request);
    const dataset = await prepareRelease(p, before, request.body, signedIn(request.caller));
    const { caller, language, origin } = request;
    const beside = { downloads: await p.catalog.downloads(dataset.id), proposed: false };
    return { status: 200, body: datasetView(dataset, beside, { city: p.city, caller, language, origin }) };
  },
});

/** The dataset that a member of its agency's staff works on, while no review locks it. */
async function worked(
  p: Platform,
  { params, caller }: Pick<Request<(typeof uploads)['announce']>, 'params' | 'caller'>,
): Promise<Dataset> {
  const dataset = await p.catalog.find(params.id);
  if (dataset === undefined || !maySee(caller, dataset)) throw noDataset(params.id);
  refuseUnlessStaff(caller, dataset);
  refuseWhileSubmitted(dataset);
  return dataset;
}

function refuseTooLarge(size: number): void {
  if (size <= largestUpload) return;
  throw new Refusal('too-large', {
    zh: `文件有 ${size} 字节,一次最多上传 ${largestUpload} 字节(100 MB)`,
    en: `the file has ${size} bytes; an upload takes at most ${largestUpload} (100 MB)`,
  });
}

const later = (instant: Instant, seconds: number): Instant => instantOf(millisOf(instant) + seconds * 1000);

function reportView(report: CheckReport, language: Language): ReportView {
  const inLanguage = ({ detail, ...finding }: Finding) => ({ ...finding, detail: detail[language] });
  return { ...report, faults: report.faults.map(inLanguage), warnings: report.warnings.map(inLanguage) };
}
