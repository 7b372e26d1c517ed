import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { type ExpressionJson, expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { bilingual } from '../text.js';
import { bad, type Column, type FieldType, isBlank, ok, type Parsed } from './field-type.js';
import { scanSetting } from './text.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** Takes an id, or an object that carries one, as records answer it. */
export function idOf(value: unknown): string | null {
  const raw =
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'id')
      ? (value as { id: unknown }).id
      : value;
  const id = typeof raw === 'string' ? raw.toLowerCase() : raw;
  return isId(id) ? id : null;
}

function parseId(value: unknown): Parsed {
  if (isBlank(value)) return ok(null);
  const id = idOf(value);
  return id === null ? bad('not_reference', '请选择一条记录', 'Choose a record') : ok(id);
}

/**
 * What to offer in place of a chosen record of which nothing is left: what its own sub-table `rows` names in the column
 * `item`. What is left is told by the records of `form` that refer to it by `key`: the sum of `quantity` over those
 * that `filter` leaves (`current.…`: this record), where `when` holds, which asks the record at hand only. With `asked`,
 * the field beside it that says how much is wanted, what is left is always told, and less than that is too little.
 */
const insteadSchema = z.strictObject({
  rows: identifierSchema,
  item: identifierSchema,
  left: z.strictObject({
    form: formIdSchema,
    key: identifierSchema,
    quantity: identifierSchema,
    filter: expressionSchema.optional(),
    when: expressionSchema.optional(),
    asked: identifierSchema.optional(),
  }),
});

export type Instead = z.infer<typeof insteadSchema>;

export type ReferenceField = FieldBase & {
  form: string;
  lookups?: string[];
  filter?: ExpressionJson;
  fitting?: ExpressionJson;
  instead?: Instead;
};

/**
 * `filter` narrows the picker: its paths are fields of the other form, `current.…` those of this record. `fitting` in
 * the same terms: only those are offered until somebody asks for all, or where what it asks for is not known yet.
 */
export const reference: FieldType<ReferenceField> = {
  label: bilingual('关联记录', 'Reference'),
  group: 'relation',
  settings: {
    form: formIdSchema,
    lookups: z.array(identifierSchema).max(20).optional(),
    filter: expressionSchema.optional(),
    fitting: expressionSchema.optional(),
    instead: insteadSchema.optional(),
    ...scanSetting,
  },
  type: (field) => ({ kind: 'reference', form: field.form }),
  column: (field) => ({ type: 'uuid', target: { form: field.form } }),
  indexed: true,
  parse: parseId,
};

function person(kind: 'user' | 'department', zh: string, en: string): FieldType {
  const column: Column = { type: 'uuid', target: { platform: kind } };
  return {
    label: bilingual(zh, en),
    group: 'people',
    settings: {},
    type: () => ({ kind: 'reference', form: kind }),
    column: () => column,
    indexed: true,
    parse: parseId,
  };
}

export const member = person('user', '成员', 'Member');
const mostMembers = 50;

/** Several people, each once; expressions see a list, in which `in` finds somebody. */
export const members: FieldType = {
  label: bilingual('成员（多选）', 'Members'),
  group: 'people',
  settings: {},
  type: () => ({ kind: 'list', of: { kind: 'reference', form: 'user' } }),
  column: () => ({ type: 'uuid[]', target: { platform: 'user' } }),
  indexed: true,
  parse(value) {
    if (isBlank(value)) return ok(null);
    if (!Array.isArray(value)) return bad('not_list', '请给出成员列表', 'A list of members is expected here');
    if (value.length > mostMembers)
      return bad('too_many', `最多 ${mostMembers} 人`, `At most ${mostMembers} people`);
    const ids = value.map(idOf);
    if (ids.includes(null)) return bad('not_reference', '请选择成员', 'Choose members');
    return ok(ids.length === 0 ? null : [...new Set(ids)]);
  },
};
export const department = person('department', '部门', 'Department');
