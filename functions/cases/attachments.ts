import type { Case } from '../../domain/case/case.ts';
import { UploadId } from '../../domain/ids.ts';
import { type Fault, incomplete } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import { unusable } from '../uploads/unusable.ts';

/** A supplement brings only documents of its own case that passed their check; each other one is named. */
export async function refuseUnlessChecked(p: Platform, kase: Case, attachments: readonly string[]): Promise<void> {
  const ids = attachments.flatMap((id) => UploadId.safeParse(id).data ?? []);
  const found = await p.uploads.ofCase(kase.id, [...new Set(ids)]);
  const faults = attachments.flatMap((id, i): Fault[] => {
    const upload = found.find((each) => each.id === id);
    const detail =
      upload === undefined ? { zh: `该办件没有上传 ${id}`, en: `this case has no upload ${id}` } : unusable(upload);
    return detail === undefined ? [] : [{ pointer: `/attachments/${i}`, detail }];
  });
  if (faults.length === 0) return;
  throw incomplete(
    {
      zh: `办件 ${kase.id} 的补充材料中有 ${faults.length} 个文件不能使用`,
      en: `${faults.length} document(s) of the supplement to case ${kase.id} can't be used`,
    },
    faults,
  );
}
