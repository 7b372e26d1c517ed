import { describe, expect, it } from '@jest/globals';
import type { Field } from '../documents/field.js';
import { fieldSchema } from '../documents/field.js';
import { type FieldTypeName, fieldTypeNames, fieldTypeOf } from './registry.js';

const field = (type: FieldTypeName, more: Partial<Field> = {}): Field => ({
  id: 'x',
  label: 'x',
  type,
  ...more,
});
const options = [
  { id: 'open', label: { 'zh-CN': '待处理', en: 'Open' } },
  { id: 'done', label: '完成' },
];

const person = '01a20020-c217-758c-be6c-d1061aa6327c';

/** [type, settings, sent, what it comes to: `{value}` or the code of the refusal] */
const cases: [FieldTypeName, Partial<Field>, unknown, unknown][] = [
  ['text', {}, 'Café', { value: 'Café' }],
  ['text', {}, '', { value: null }],
  ['text', { maxLength: 2 }, '你好吗', 'too_long'],
  ['text', { maxLength: 3 }, '😀😀😀', { value: '😀😀😀' }],
  ['text', {}, 'a\u0000b', 'bad_character'],
  ['text', {}, 5, 'not_text'],
  ['number', {}, '12.50', { value: '12.50' }],
  ['number', {}, 9007199254740993n.toString(), { value: '9007199254740993' }],
  ['number', { scale: 0 }, '1.5', 'too_precise'],
  ['number', { min: '-5', max: '10' }, '-5.1', 'too_small'],
  ['number', { min: '-5', max: '10' }, '10.01', 'too_large'],
  ['number', { min: '-5', max: '10' }, '-5', { value: '-5' }],
  ['number', {}, 'abc', 'not_number'],
  ['number', {}, Number.NaN, 'not_number'],
  ['money', {}, '0.001', 'too_precise'],
  ['rating', { most: 5 }, 6, 'too_large'],
  ['date', {}, '2026-02-29', 'not_date'],
  ['date', {}, '2028-02-29', { value: '2028-02-29' }],
  ['datetime', {}, '2026-02-28T09:30:00+08:00', { value: '2026-02-28T01:30:00.000Z' }],
  ['datetime', {}, '2026-02-28 09:30', 'not_datetime'],
  [
    'location',
    {},
    {
      longitude: 121.47370049,
      latitude: '31.2304',
      accuracy: 12.4,
      at: '2026-11-30T09:00:00+08:00',
      source: 'device',
    },
    {
      value: {
        longitude: '121.4737',
        latitude: '31.2304',
        accuracy: 12,
        at: '2026-11-30T01:00:00.000Z',
        source: 'device',
      },
    },
  ],
  ['location', {}, { at: '2026-11-30T01:00:00Z', source: 'none' }, 'reason_missing'],
  [
    'location',
    {},
    { at: '2026-11-30T01:00:00Z', source: 'none', reason: ' 地下室 ' },
    { value: { at: '2026-11-30T01:00:00.000Z', source: 'none', reason: '地下室' } },
  ],
  [
    'location',
    {},
    { longitude: 200, latitude: 10, at: '2026-11-30T01:00:00Z', source: 'device' },
    'not_location',
  ],
  [
    'signature',
    {},
    { path: 'M1 1L2 2', width: 300, height: 200, at: '2026-11-30T01:00:00Z', signed: { constructor: 'x' } },
    'not_signature',
  ],
  [
    'signature',
    {},
    { path: 'M1 1<script>', width: 300, height: 200, at: '2026-11-30T01:00:00Z', signed: {} },
    'not_signature',
  ],
  ['time', {}, '8:05', { value: '08:05' }],
  ['time', {}, '24:00', 'not_time'],
  ['yes_no', {}, 'true', 'not_boolean'],
  ['choice', { options }, 'open', { value: 'open' }],
  ['choice', { options }, 'constructor', 'unknown_option'],
  ['members', {}, [person, { id: person.toUpperCase(), title: '王工' }], { value: [person] }],
  ['members', {}, [], { value: null }],
  ['members', {}, [null], 'not_reference'],
  ['members', {}, person, 'not_list'],
  ['choices', { options }, ['done', 'open'], { value: ['open', 'done'] }],
  ['choices', { options }, [], { value: null }],
  ['choices', { options }, ['x'], 'unknown_option'],
  [
    'reference',
    { form: 'customer' },
    { id: '01a20020-C217-758c-be6c-d1061aa6327c', title: 'x' },
    { value: '01a20020-c217-758c-be6c-d1061aa6327c' },
  ],
  ['reference', { form: 'customer' }, 'x', 'not_reference'],
  ['phone', {}, '１３８００１３８０００', { value: '13800138000' }],
  ['phone', {}, 'call me', 'not_phone'],
  ['email', {}, 'a@b.cn', { value: 'a@b.cn' }],
  ['email', {}, 'a@b\r\nBcc: x@y.z', 'not_email'],
  ['url', {}, 'javascript:alert(1)', 'not_url'],
  ['url', {}, 'https://example.com/a?b=c', { value: 'https://example.com/a?b=c' }],
  [
    'address',
    {},
    { province: '广东省', city: '深圳市', polluted: 1 },
    { value: { province: '广东省', city: '深圳市' } },
  ],
  ['address', {}, '深圳', 'not_address'],
  [
    'attachment',
    { most: 1 },
    ['01a20020-c217-758c-be6c-d1061aa6327c', '01a20020-c217-758c-be6c-d1061aa6327d'],
    'too_many',
  ],
];

describe('field types', () => {
  it.each(cases)('%s with %j takes %j', (type, settings, sent, expected) => {
    const parsed = fieldTypeOf(field(type, settings)).parse(sent, field(type, settings));
    expect('issue' in parsed ? parsed.issue.code : parsed).toEqual(expected);
  });

  it.each(fieldTypeNames)('%s takes nothing as nothing, and its own canonical value again', (type) => {
    const one = field(type, { options, form: 'customer' });
    const definition = fieldTypeOf(one);
    for (const empty of [null, undefined, '']) {
      const parsed = definition.parse(empty, one);
      expect(
        'value' in parsed &&
          (parsed.value === null || (Array.isArray(parsed.value) && parsed.value.length === 0)),
      ).toBe(true);
    }
  });

  it.each(cases.filter(([, , , expected]) => typeof expected === 'object'))(
    '%s with %j: what it made of %j it takes unchanged',
    (type, settings, sent) => {
      const one = field(type, settings);
      const first = fieldTypeOf(one).parse(sent, one) as { value: unknown };
      expect(fieldTypeOf(one).parse(first.value, one)).toEqual(first);
    },
  );

  it.each(fieldTypeNames)('%s as the palette drops it is in order', (type) => {
    const initial = fieldTypeOf(field(type)).initial ?? {};
    const extra =
      type === 'reference' ? { form: 'customer' } : type === 'sub_table' ? { fields: [field('text')] } : {};
    const result = fieldSchema.safeParse({ ...field(type), id: 'fresh', ...initial, ...extra });
    expect(result.error?.issues ?? []).toEqual([]);
  });

  it('reads cells of sheets as people write them', () => {
    const read = (type: FieldTypeName, text: string) =>
      fieldTypeOf(field(type)).fromText?.(text, field(type, { options }));
    expect(read('number', '￥1,234.50')).toBe('1234.50');
    expect(read('number', '一百')).toBeUndefined();
    for (const ambiguous of ['1,5', '12,34', '2,75', '1.234,50', '1 5', '1,2345'])
      expect(read('number', ambiguous)).toBeUndefined();
    expect(read('number', '-1,234,567.5')).toBe('-1234567.5');
    expect(read('date', '2026年3月5日')).toBe('2026-03-05');
    expect(read('date', '2026-02-30')).toBeUndefined();
    expect(read('yes_no', '是')).toBe(true);
    expect(read('choice', '待处理')).toBe('open');
    expect(read('choices', '待处理、完成')).toEqual(['open', 'done']);
    expect(read('choice', '没有的')).toBeUndefined();
  });
});
