import type { Fault, Text } from '../refusal.ts';

// 密级 as it is written on documents, in simplified or traditional characters; 商业秘密 and the like are others' secrets,
// and the Law on Guarding State Secrets (保守国家秘密法) may be named.
const mark = /绝密|(?<!商业)机密|(?<!商业|个人|通信|技术|营业)秘密(?!书)|(?<![非不])涉密|top[-_]?secret|statesecret/i;
const others = /保守国家秘密/g;
const simplified: readonly (readonly [string, string])[] = [
  ['絕', '绝'],
  ['機', '机'],
  ['祕', '秘'],
  ['國', '国'],
  ['業', '业'],
];

/** Whether a text bears the mark of a state secret (秘密、机密、绝密), however it is spaced. */
export function bearsSecrecyMark(text: string): boolean {
  const plain = simplified.reduce((left, [from, to]) => left.replaceAll(from, to), text.normalize('NFKC'));
  return mark.test(plain.replace(/[\s\p{Cf}]+/gu, '').replace(others, ''));
}

/** 绝密★30年: the mark in the form that documents bear, wherever in a text it stands. */
export const bearsDocumentMark = (text: string): boolean => /(绝密|機密|机密|秘密|絕密)\s*★/u.test(text);

/** What whoever catalogues, uploads or shares a state secret is told. */
export const stateSecretText = (clause: string | undefined): Text => ({
  zh: `标有密级或属于国家秘密的数据不得编目、上传、共享或开放${clause === undefined ? '' : `(${clause})`}`,
  en: `state secrets are neither catalogued nor uploaded, shared or opened${clause === undefined ? '' : ` (${clause})`}`,
});

export const stateSecretFault = (pointer: string, clause: string | undefined): Fault => ({
  pointer,
  detail: stateSecretText(clause),
});
