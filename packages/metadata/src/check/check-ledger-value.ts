import { check, type Issue, type Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { Ledger } from '../documents/ledger.js';
import { pathsIn } from '../effects/paths-in.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf } from '../form-types.js';
import { issue } from '../issue.js';
import { missing } from './checking.js';

/** The key of which there is one, and those that tell it apart, are keys of the account. */
export function checkSingle({ single, keys }: Ledger): Issue[] {
  if (!single) return [];
  const strangers = [single.key, ...(single.per ?? [])].filter((key) => !keys.includes(key));
  return strangers.map((key) => missing(['single', 'key'], '账户字段', 'key', key));
}

/** The field that the ledger writes: an amount of money that nothing computes, and from which nothing is computed. */
export function checkValue({ value, quantity }: Ledger, form: Form, types: Types): Issue[] {
  if (!value) return [];
  const field = fieldOf(form, value.field);
  if (!field) return [missing(['value', 'field'], '字段', 'field', value.field)];
  const issues: Issue[] = [];
  if (field.type !== 'money' || field.compute !== undefined || (field.scale ?? 2) < 2)
    issues.push(
      issue(
        ['value', 'field'],
        'not_money',
        '价值应写入一个不带公式、至少两位小数的金额字段',
        'Values are written to a field with money that nothing computes',
      ),
    );
  if (value.field === quantity || form.fields.some(({ compute }) => pathsIn(compute).includes(value.field)))
    issues.push(
      issue(
        ['value', 'field'],
        'computed_from',
        '价值在入账时才写入，不能再由它计算别的字段',
        'It is written when the movement is posted: nothing can be computed from it',
      ),
    );
  const cost = check(value.cost as never, types);
  const isNumber = cost.type?.kind === 'number' || cost.type?.kind === 'null';
  return [
    ...issues,
    ...cost.issues.map((one) => ({ ...one, path: ['value', 'cost', ...one.path] })),
    ...(cost.type === null || isNumber
      ? []
      : [issue(['value', 'cost'], 'wrong_type', '成本应是数字', 'The cost is a number')]),
  ];
}

/** Whether a field can keep an amount that a ledger writes. */
export function keepsNumber(form: Form, id: string): boolean {
  const field = fieldOf(form, id);
  return (
    field !== undefined &&
    fieldTypeOf(field).type(field)?.kind === 'number' &&
    field.compute === undefined &&
    field.result === undefined
  );
}
