import type { Issue } from '@fieldwork/expression';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Ledger } from '../documents/ledger.js';
import { pathsIn } from '../effects/paths-in.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkAccounts } from './check-ledger-accounts.js';
import { checkSingle, checkValue } from './check-ledger-value.js';
import { checkCondition, missing } from './checking.js';

/** Kinds of values that tell accounts apart. */
const keyKinds: readonly string[] = ['reference', 'choice', 'text', 'date'];

export function checkLedger(ledger: Ledger, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(ledger.form);
  if (!form) return [missing(['form'], '表单', 'form', ledger.form)];
  const types = formTypes(form, documents.forms);
  return [
    ...ledger.keys.flatMap((id, index) => checkKey(id, form, ['keys', index])),
    ...checkQuantity(ledger, form),
    ...checkBetween(ledger, form),
    ...checkCondition(ledger.negative, types, ['negative']),
    ...checkReserve(ledger, form),
    ...checkCondition(ledger.reserve?.when, types, ['reserve', 'when']),
    ...checkCondition(ledger.reserve?.frees, types, ['reserve', 'frees']),
    ...checkSingle(ledger),
    ...checkValue(ledger, form, types),
    ...checkAccounts(ledger, form, documents),
    ...checkOwn(ledger.reverses, form, ['reverses']),
    ...checkKeep(ledger, form, documents),
    ...checkOnly(ledger, documents),
  ];
}

function checkKey(id: string, form: Form, path: Path): Issue[] {
  const field = fieldOf(form, id);
  if (!field) return [missing(path, '字段', 'field', id)];
  const kind = fieldTypeOf(field).type(field)?.kind;
  return keyKinds.includes(kind ?? '')
    ? []
    : [
        issue(
          path,
          'no_key',
          '账户只能按关联、单选、文本或日期区分',
          'Accounts are told apart by references, choices, text or dates',
        ),
      ];
}

function checkQuantity({ quantity }: Ledger, form: Form): Issue[] {
  const field = fieldOf(form, quantity);
  if (!field) return [missing(['quantity'], '字段', 'field', quantity)];
  return fieldTypeOf(field).type(field)?.kind === 'number' && field.result === undefined
    ? []
    : [issue(['quantity'], 'not_number', '数量应是数字字段', 'The quantity is a field with a number')];
}

function checkBetween({ between, keys }: Ledger, form: Form): Issue[] {
  if (!between) return [];
  const [from, to] = [fieldOf(form, between.from), fieldOf(form, between.to)];
  const same = from && to && from.type === to.type && from.form === to.form && from.id !== to.id;
  return [
    ...checkKey(between.from, form, ['between', 'from']),
    ...checkKey(between.to, form, ['between', 'to']),
    ...(from && to && !same
      ? [
          issue(
            ['between'],
            'not_alike',
            '来处与去处应是同类的两个字段',
            'From and to are two fields of one kind',
          ),
        ]
      : []),
    ...(keys.includes(between.from) || keys.includes(between.to)
      ? [issue(['between'], 'twice', '来处与去处不必再作为账户字段', 'From and to are no keys besides')]
      : []),
  ];
}

function checkReserve({ reserve }: Ledger, form: Form): Issue[] {
  if (!reserve) return [];
  const until = reserve.until === undefined ? undefined : fieldOf(form, reserve.until);
  return [
    ...checkOwn(reserve.releases, form, ['reserve', 'releases']),
    ...(reserve.for === undefined ? [] : checkKey(reserve.for, form, ['reserve', 'for'])),
    ...(reserve.frees !== undefined && reserve.for === undefined
      ? [missing(['reserve', 'for'], '字段', 'field', 'for')]
      : []),
    ...(reserve.until !== undefined && until?.type !== 'datetime'
      ? [
          issue(
            ['reserve', 'until'],
            'not_datetime',
            '预留截止应是日期时间字段',
            'A reservation ends at a field with date and time',
          ),
        ]
      : []),
  ];
}

/** A field that leads to another movement of the same form. */
function checkOwn(id: string | undefined, form: Form, path: Path): Issue[] {
  if (id === undefined) return [];
  const field: Field | undefined = fieldOf(form, id);
  return field?.type === 'reference' && field.form === form.id
    ? []
    : [
        issue(
          path,
          'not_own',
          '这里应是指向同一流水表单的关联字段',
          'This is a reference to the form of the movements itself',
        ),
      ];
}

function checkKeep(ledger: Ledger, form: Form, { forms }: AppDocuments): Issue[] {
  const keys = ledger.between ? [...ledger.keys, ledger.between.from, ledger.between.to] : ledger.keys;
  return (ledger.keep ?? []).flatMap(({ key, where, field: kept, of }, index): Issue[] => {
    const path: Path = ['keep', index];
    const unknown = [key, ...(where ?? []).map((one) => one.key)].find((id) => !keys.includes(id));
    if (unknown !== undefined) return [missing([...path, 'key'], '账户字段', 'key', unknown)];
    const target = forms.get(fieldOf(form, key)?.form ?? '');
    if (!target) return [missing([...path, 'key'], '表单', 'form', fieldOf(form, key)?.form ?? key)];
    const led = (where ?? []).flatMap((one, at) => checkLedTo(one, form, forms, [...path, 'where', at]));
    if (led.length > 0) return led;
    const field = fieldOf(target, kept);
    if (target.fields.some(({ compute }) => pathsIn(compute).includes(kept)))
      return [
        issue(
          [...path, 'field'],
          'computed_from',
          '余额写入时记录不会重新计算，请不要用它计算别的字段',
          'A balance is written without computing the record again: nothing can be computed from it',
        ),
      ];
    if (of !== undefined && fieldOf(target, of)?.type !== 'number')
      return [missing([...path, 'of'], '数字字段', 'number', of)];
    return field?.type === 'number' && field.compute === undefined
      ? []
      : [
          issue(
            [...path, 'field'],
            'not_number',
            '余额应保存在数字字段中',
            'A balance is kept in a field with a number',
          ),
        ];
  });
}

/** One form of movements belongs to one ledger. */
function checkOnly({ id, form }: Ledger, { ledgers }: AppDocuments): Issue[] {
  const other = [...ledgers.values()].find((one) => one.id !== id && one.form === form);
  return other
    ? [
        issue(
          ['form'],
          'twice',
          `这个表单已是台账 ${other.id} 的流水`,
          `These movements belong to the ledger “${other.id}”`,
        ),
      ]
    : [];
}

/** Places are told apart by a field of the record that the key leads to, which is kept in its table. */
function checkLedTo(
  condition: NonNullable<NonNullable<Ledger['keep']>[number]['where']>[number],
  form: Form,
  forms: AppDocuments['forms'],
  path: Path,
): Issue[] {
  if (!('field' in condition)) return [];
  const target = forms.get(fieldOf(form, condition.key)?.form ?? '');
  const field = target && fieldOf(target, condition.field);
  return field && fieldTypeOf(field).column(field)?.type === 'text'
    ? []
    : [missing([...path, 'field'], '单选或文本字段', 'choice or text', condition.field)];
}
