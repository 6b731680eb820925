import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { complaint } from '../../../domain/complaint.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Language, type Route, route } from '../../../functions/http.ts';
import { requestOf } from '../../../functions/middleware/parse.ts';
import { type Problem, problemOf } from '../../../functions/middleware/problems.ts';
import { callers } from '../../builders/callers.ts';
import { type Calling, eventOf } from '../../builders/calls.ts';

const form = z.strictObject({
  title: z.string().trim().min(1).max(5),
  kind: z.enum(['error', 'omission']),
  rows: z.int().min(1).max(100).optional(),
  commitment: z.literal(true),
});

const demand = (body: z.ZodType = form) =>
  route({
    method: 'POST',
    path: '/v1/demands/{id}',
    access: 'anyone',
    summary: { zh: '需求', en: 'Demand' },
    params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,26}$/) }),
    query: z.object({ page: z.coerce.number().int().min(1).max(100).default(1), from: z.iso.date().optional() }),
    body,
    answers: { 201: null },
  });

const right = { title: '路灯', kind: 'error', commitment: true };

const send = (call: Calling, to: Route) => requestOf(eventOf(to, { params: { id: 'd-1' }, body: right, ...call }), to);

function problemsWith(call: Calling, to: Route = demand(), language: Language = 'zh'): Problem {
  try {
    send(call, to);
  } catch (error) {
    if (error instanceof Refusal) return problemOf(error, language);
    throw error;
  }
  throw new Error('the request was accepted');
}

const faultsIn = (language: Language, call: Calling, to?: Route): Record<string, string> =>
  Object.fromEntries((problemsWith(call, to, language).errors ?? []).map((e) => [e.pointer, e.detail]));

describe('a request', () => {
  it('is taken with its parts parsed', () => {
    const { params, query, body } = send({ query: { page: '3' } }, demand());

    expect({ params, query, body }).toEqual({ params: { id: 'd-1' }, query: { page: 3 }, body: right });
  });

  it('is refused with the faults of path, query, header and body at once', () => {
    const problem = problemsWith({
      params: { id: 'D 1' },
      query: { page: '0', from: '2026-02-30' },
      headers: { 'Idempotency-Key': '键' },
      body: { title: '', kind: 'rumour', commitment: false, urgent: true },
    });

    expect(problem).toMatchObject({ status: 400, code: 'invalid-request', title: '请求有误' });
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([
      'path/id',
      'query/page',
      'query/from',
      'header/Idempotency-Key',
      '/title',
      '/kind',
      '/commitment',
      '/urgent',
    ]);
    expect(problem.detail).toBe(
      '请求有 8 处不符合要求：path/id、query/page、query/from、header/Idempotency-Key、/title 等',
    );
  });

  it('says the same in English when asked to', () => {
    expect(problemsWith({ body: { ...right, title: 7, urgent: true } }, demand(), 'en')).toMatchObject({
      title: 'Invalid request',
      detail: 'the request has 2 fault(s): /title, /urgent',
      errors: [
        { pointer: '/title', detail: 'Invalid input: expected string, received number' },
        { pointer: '/urgent', detail: 'there is no such field' },
      ],
    });
  });
});

describe('a fault in Chinese', () => {
  it.each([
    ['a missing field', { title: undefined }, '必填'],
    ['a missing choice', { kind: undefined }, '必填', '/kind'],
    ['another type', { title: 7 }, '应为文本，而不是整数'],
    ['null', { title: null }, '应为文本，而不是null'],
    ['a list', { title: [] }, '应为文本，而不是列表'],
    ['a number with a fraction', { rows: 1.5 }, '应为整数，而不是小数', '/rows'],
    ['a number as text', { rows: '3' }, '应为数字，而不是文本', '/rows'],
    ['blank text', { title: '  ' }, '不能为空'],
    ['long text', { title: '一二三四五六' }, '最多 5 个字符'],
    ['a small number', { rows: 0 }, '不得小于 1', '/rows'],
    ['a great number', { rows: 101 }, '不得大于 100', '/rows'],
    ['a choice that isn’t there', { kind: 'rumour' }, '应为以下之一：error、omission', '/kind'],
    ['the only value there is', { commitment: false }, '应为 true', '/commitment'],
  ])('names %s', (_what, over, detail, pointer = '/title') => {
    expect(faultsIn('zh', { body: { ...right, ...over } })).toEqual({ [pointer]: detail });
  });

  it.each([
    ['page', 'abc', 'query/page', '应为数字，而不是文本'],
    ['page', '', 'query/page', '不得小于 1'],
    ['page', '1000', 'query/page', '不得大于 100'],
    ['from', '2026-02-30', 'query/from', '应为存在的日期，如 2026-10-16'],
  ])('names what is wrong with ?%s=%s', (name, value, pointer, detail) => {
    expect(faultsIn('zh', { query: { [name]: value } })).toEqual({ [pointer]: detail });
  });

  it('never speaks of zod’s types in English', () => {
    const { title, kind, rows } = faultsIn('zh', { body: { title: {}, kind: 3, rows: true } });

    expect(`${title}${kind}${rows}`).not.toMatch(/string|number|object|input/);
  });
});

describe('a fault in English', () => {
  it.each([
    ['a missing field', { title: undefined }, 'required'],
    ['a missing choice', { kind: undefined }, 'required', '/kind'],
    ['another type', { title: 7 }, 'Invalid input: expected string, received number'],
    ['blank text', { title: '' }, 'Too small: expected string to have >=1 characters'],
    ['a choice that isn’t there', { kind: 'rumour' }, 'Invalid option: expected one of "error"|"omission"', '/kind'],
  ])('names %s', (_what, over, detail, pointer = '/title') => {
    expect(faultsIn('en', { body: { ...right, ...over } })).toEqual({ [pointer]: detail });
  });
});

describe('a schema of its own words', () => {
  const ordered = z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to, { path: ['to'], ...complaint('不得早于起始日期', 'must not be before it') });

  it('complains in both languages', () => {
    const call = { body: { period: { from: '2026-10-02', to: '2026-10-01' } } };
    const to = demand(z.strictObject({ period: ordered }));

    expect(faultsIn('zh', call, to)).toEqual({ '/period/to': '不得早于起始日期' });
    expect(faultsIn('en', call, to)).toEqual({ '/period/to': 'must not be before it' });
  });
});

describe('a pointer', () => {
  const nested = demand(z.strictObject({ days: z.array(z.strictObject({ date: z.iso.date(), name: z.string() })) }));
  const keyed = demand(z.strictObject({ rows: z.record(z.string(), z.string()) }));

  it('leads into lists and objects', () => {
    const body = {
      days: [
        { date: '2027-01-01', name: '元旦' },
        { date: 'new year', nom: 1 },
      ],
    };

    expect(faultsIn('en', { body }, nested)).toEqual({
      '/days/1/date': 'Invalid ISO date',
      '/days/1/name': 'required',
      '/days/1/nom': 'there is no such field',
    });
  });

  it('escapes ~ and / (RFC 6901), in names and in unknown fields', () => {
    expect(faultsIn('zh', { body: { rows: { 'a/b~c': 1 }, 'x/y~z': 2 } }, keyed)).toEqual({
      '/rows/a~1b~0c': '应为文本，而不是整数',
      '/x~1y~0z': '没有这一项',
    });
  });

  it('names each unknown field, __proto__ and constructor too', () => {
    const body = '{"title":"路灯","kind":"error","commitment":true,"__proto__":1,"constructor":2,"b":3}';

    expect(Object.keys(faultsIn('zh', { body }))).toEqual(['/__proto__', '/constructor', '/b']);
  });
});

describe('of several allowed forms', () => {
  const attachment = z.union([
    z.string().max(5),
    z.strictObject({ title: z.string(), uploadId: z.string().optional() }),
  ]);
  const several = demand(z.strictObject({ attachments: z.array(attachment) }));

  it('the one that was meant is judged', () => {
    const body = { attachments: ['proof', { titel: 'proof' }, 'too long'] };

    expect(faultsIn('zh', { body }, several)).toEqual({
      '/attachments/1/title': '必填',
      '/attachments/1/titel': '没有这一项',
      '/attachments/2': '最多 5 个字符',
    });
  });

  it('none is met by a value of another kind', () => {
    expect(faultsIn('zh', { body: { attachments: [3] } }, several)).toEqual({
      '/attachments/0': '不符合任何一种允许的写法',
    });
    expect(faultsIn('en', { body: { attachments: [3] } }, several)).toEqual({
      '/attachments/0': 'matches none of the allowed forms',
    });
  });

  it('a tag chooses: a missing one is required, another one is told which there are', () => {
    const tagged = demand(
      z.discriminatedUnion('command', [
        z.strictObject({ command: z.literal('pass') }),
        z.strictObject({ command: z.literal('return'), reason: z.string() }),
      ]),
    );

    expect(faultsIn('zh', { body: {} }, tagged)).toEqual({ '/command': '必填' });
    expect(faultsIn('zh', { body: { command: 'burn' } }, tagged)).toEqual({ '/command': '应为以下之一：pass、return' });
    expect(faultsIn('en', { body: { command: 'burn' } }, tagged)).toEqual({
      '/command': "Invalid discriminator value. Expected 'pass' | 'return'",
    });
    expect(faultsIn('zh', { body: { command: 'return' } }, tagged)).toEqual({ '/reason': '必填' });
  });
});

describe('a body', () => {
  it('that is empty lacks every field', () => {
    for (const body of [undefined, '', ' \n', {}]) {
      expect(faultsIn('zh', { body })).toEqual({ '/title': '必填', '/kind': '必填', '/commitment': '必填' });
    }
  });

  it.each([
    '{',
    "{'title': 1}",
    '{"title": NaN}',
    'title=x',
    '\u0000',
  ])('that is no JSON is refused as such: %j', (body) => {
    expect(problemsWith({ body })).toMatchObject({
      status: 400,
      detail: '请求体不是合法的 JSON',
      errors: [{ pointer: '', detail: '请求体不是合法的 JSON' }],
    });
  });

  it('that is no JSON doesn’t hide the faults of the query', () => {
    expect(faultsIn('en', { body: '{', query: { page: '0' } })).toEqual({
      'query/page': 'Too small: expected number to be >=1',
      '': 'the body is not valid JSON',
    });
  });

  it.each(['null', '[]', '"text"', '3'])('that is no object is a fault of the whole: %s', (body) => {
    expect(problemsWith({ body }).errors?.map((fault) => fault.pointer)).toEqual(['']);
  });

  it('nested without end is refused before a schema recurses into it', () => {
    const anything = demand(z.record(z.string(), z.json()));
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

    expect(problemsWith({ body: deep }, anything)).toMatchObject({ status: 400, detail: '请求体的嵌套不得超过 64 层' });
  });

  it('may come in base64', () => {
    const body = Buffer.from('{"title":1}').toString('base64');
    const event = eventOf(demand(), { params: { id: 'd-1' }, body });

    expect(() => requestOf({ ...event, isBase64Encoded: true }, demand())).toThrow(
      '3 fault(s): /title, /kind, /commitment',
    );
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'Idempotency-Key': 'k-1' };

  it('is kept with its sender and what was asked', () => {
    expect(send({ headers, as: 'company' }, demand()).once).toEqual({
      subject: callers.company.subject,
      key: 'k-1',
      request: { path: '/v1/demands/d-1', body: right },
    });
  });

  it('says nothing without a sender, or where nothing is created', () => {
    expect(send({ headers }, demand())).not.toHaveProperty('once');
    expect(send({ headers, as: 'company' }, { ...demand(), method: 'PUT' })).not.toHaveProperty('once');
  });

  it('of blanks, other letters or excessive length is a fault of the header', () => {
    for (const key of ['', 'a b', 'ключ', 'k'.repeat(201)]) {
      expect(faultsIn('zh', { headers: { 'idempotency-key': key }, as: 'company' })).toEqual({
        'header/Idempotency-Key': '应为 1 至 200 个可见 ASCII 字符',
      });
    }
  });
});

describe('a senseless request', () => {
  it('is refused in an answer that fits through a function, however much is wrong with it', () => {
    const keys = Array.from({ length: 50_000 }, (_, n) => [`k${n}`, 1]);
    const { errors = [] } = problemsWith({ body: { ...right, ...Object.fromEntries(keys) } }, demand(), 'en');
    expect(errors).toHaveLength(1001);
    expect(errors.at(-1)).toEqual({ pointer: '', detail: 'and 49000 more' });
  });

  it('is refused without repeating a name of megabytes', () => {
    const problem = problemsWith({ body: { ...right, ['k'.repeat(2_000_000)]: 1 } });
    expect(JSON.stringify(problem).length).toBeLessThan(2000);
  });
});
