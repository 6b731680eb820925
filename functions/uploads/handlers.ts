import { type Instant, instantOf, millisOf } from '../../domain/calendar/dates.ts';
import { largestAttachment } from '../../domain/case/attachment.ts';
import { permitted } from '../../domain/case/decide.ts';
import { refuseWhileSubmitted } from '../../domain/catalog/changes.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { bearsSecrecyMark, stateSecretFault, stateSecretText } from '../../domain/catalog/secrecy.ts';
import { maySee, refuseUnlessStaff } from '../../domain/catalog/visibility.ts';
import { UploadId } from '../../domain/ids.ts';
import { currentPolicy, policyOf, procedureOf } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { datasetView } from '../datasets/view.ts';
import type { Handlers, Request } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { uploads } from '../routes/uploads.ts';
import { noDataset } from '../stores/catalog.ts';
import { quarantineKey } from '../stores/uploads.ts';
import { prepareRelease } from './release.ts';
import { uploadView } from './view.ts';

const MB = 1024 * 1024;

// One presigned form takes one file whole, and its check holds it in memory.
export const largestUpload = 100 * MB;

// Long enough for 100 MB over a slow line of 1 Mbit/s.
const formSeconds = 15 * 60;

export const uploadsHandlers = (p: Platform): Handlers<typeof uploads> => ({
  announce: async (request) => {
    const dataset = await worked(p, request);
    refuseStateSecret(p, request.body.fileName);
    refuseTooLarge(request.body.size, largestUpload);
    const upload = { ...announced(p, request), datasetId: dataset.id };
    const form = await p.uploads.announce(upload, await formFor(p, upload), request.once);
    p.log({ event: 'upload-announced', datasetId: dataset.id, uploadId: form.id, size: upload.size });
    return formAnswer(request, form);
  },

  attach: async (request) => {
    const kase = await p.cases.load(request.params.id);
    const procedure = procedureOf(policyOf(p.city, kase.policyVersion), kase.procedure);
    permitted(kase, 'supplement', signedIn(request.caller), procedure);
    refuseStateSecret(p, request.body.fileName);
    refuseTooLarge(request.body.size, largestAttachment);
    const upload = { ...announced(p, request), caseId: kase.id };
    const form = await p.uploads.attach(upload, await formFor(p, upload), p.now(), request.once);
    p.log({ event: 'upload-announced', caseId: kase.id, uploadId: form.id, size: upload.size });
    return formAnswer(request, form);
  },

  read: async (request) => {
    const { caller, language, params } = request;
    const upload = await p.uploads.find(params.id);
    const view = upload && (await uploadView(p, upload, { person: signedIn(caller), language }));
    if (view !== undefined) return { status: 200, body: view };
    throw new Refusal('not-found', { zh: `没有上传 ${params.id}`, en: `there is no upload ${params.id}` });
  },

  prepareRelease: async (request) => {
    const before = await worked(p, request);
    const dataset = await prepareRelease(p, before, request.body, signedIn(request.caller));
    const { caller, language, origin } = request;
    const beside = { downloads: await p.catalog.downloads(dataset.id), proposed: false };
    return {
      status: 200,
      body: datasetView(dataset, beside, { city: p.city, now: p.now(), caller, language, origin }),
    };
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

function refuseTooLarge(size: number, largest: number): void {
  if (size <= largest) return;
  throw new Refusal('too-large', {
    zh: `文件有 ${size} 字节,一次最多上传 ${largest} 字节(${largest / MB} MB)`,
    en: `the file has ${size} bytes; an upload takes at most ${largest} (${largest / MB} MB)`,
  });
}

/** CQ-2, QD-2, JF-2: what is marked as a state secret doesn't even come into quarantine. */
function refuseStateSecret(p: Platform, fileName: string): void {
  if (!bearsSecrecyMark(fileName)) return;
  const { stateSecrets } = currentPolicy(p.city).catalog;
  throw new Refusal('invalid-request', stateSecretText(stateSecrets), {
    faults: [stateSecretFault('/fileName', stateSecrets)],
  });
}

/** What is recorded of a file that is to come. */
function announced(p: Platform, { body }: Pick<Request<(typeof uploads)['announce']>, 'body'>) {
  const createdAt = p.now();
  return {
    id: UploadId.parse(p.newId()),
    fileName: body.fileName,
    size: body.size,
    createdAt,
    expiresAt: later(createdAt, formSeconds),
    state: 'awaiting' as const,
  };
}

type Form = Awaited<ReturnType<typeof formFor>>;

/** The form with which a browser puts the file into quarantine. */
async function formFor(
  p: Platform,
  upload: Parameters<typeof quarantineKey>[0] & { size: number; expiresAt: Instant },
) {
  const signed = await p.objects.signUpload(quarantineKey(upload), { maxBytes: upload.size, seconds: formSeconds });
  return { id: upload.id, ...signed, expiresAt: upload.expiresAt };
}

const formAnswer = ({ origin }: Pick<Request, 'origin'>, form: Form) => ({
  status: 201,
  headers: { Location: `${origin}/v1/uploads/${form.id}` },
  body: form,
});

const later = (instant: Instant, seconds: number): Instant => instantOf(millisOf(instant) + seconds * 1000);
