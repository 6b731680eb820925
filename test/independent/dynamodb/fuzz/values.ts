import fc from 'fast-check';

/** As it goes over the wire. */
export interface AttributeValue {
  [type: string]: unknown;
}

/** Few of each (the last two are in another order by UTF-16 than by UTF-8), so that values meet their equals and their neighbours; some look alike and are not. */
export const texts = ['', 'a', 'ab', 'b', '5', '公交', '公', '2026-09-21', 'é', '～', '😀'] as const;
// In the form that DynamoDB gives them: DynamoDB Local leaves some as they were written.
const numbers = ['0', '5', '-5', '10', '9.5', '0.1', '0.00001', '123456789012345678901234567890'];

export const text = fc.constantFrom(...texts).map((S): AttributeValue => ({ S }));
export const number = fc.constantFrom(...numbers).map((N): AttributeValue => ({ N }));
const bool = fc.boolean().map((BOOL): AttributeValue => ({ BOOL }));
const nothing = fc.constant<AttributeValue>({ NULL: true });
const bytes = fc.constantFrom('', 'a', 'ab').map((B): AttributeValue => ({ B: Buffer.from(B).toString('base64') }));
export const textSet = fc
  .uniqueArray(fc.constantFrom('a', 'ab', 'b', '公'), { minLength: 1, maxLength: 3 })
  .map((SS): AttributeValue => ({ SS }));
export const numberSet = fc
  .uniqueArray(fc.constantFrom('1', '2', '10', '-1'), { minLength: 1, maxLength: 3 })
  .map((NS): AttributeValue => ({ NS }));

/** What the stores keep: texts, numbers, truth, null. */
export const scalar = fc.oneof({ weight: 3, arbitrary: text }, { weight: 3, arbitrary: number }, bool, nothing, bytes);
export const list = fc.array(scalar, { maxLength: 3 }).map((L): AttributeValue => ({ L }));
export const map = fc
  .dictionary(fc.constantFrom('x', 'y', '字'), scalar, { maxKeys: 2 })
  .map((M): AttributeValue => ({ M }));
export const withX = scalar.map((x): AttributeValue => ({ M: { x } }));
export const value = fc.oneof({ weight: 4, arbitrary: scalar }, list, map, textSet, numberSet);
