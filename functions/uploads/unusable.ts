import type { Text } from '../../domain/refusal.ts';
import type { Upload } from '../stores/uploads.ts';

/** Why an upload can't be used; undefined for one that passed its check. */
export function unusable({ state, fileName }: Upload): Text | undefined {
  switch (state) {
    case 'checked':
      return undefined;
    case 'refused':
      return { zh: `文件“${fileName}”没有通过检查`, en: `the file "${fileName}" did not pass its check` };
    case 'awaiting':
    case 'checking':
      return {
        zh: `文件“${fileName}”尚未上传或检查完毕`,
        en: `the file "${fileName}" has not come or is still being checked`,
      };
    default:
      return state satisfies never;
  }
}
