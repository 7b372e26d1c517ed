import type { Issue, Type, Types } from '@fieldwork/expression';
import { boundFilter, currentPaths } from '../bound-filter.js';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { ExpressionJson } from '../expression-schema.js';
import type { Instead } from '../field-types/relations.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkCondition, missing } from './checking.js';

/** What the picker of a reference offers first, and in place of what is used up. `types`: the record at hand. */
export function checkPicking(
  { fitting, instead }: Field,
  target: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  return [
    ...checkBound(fitting, target, types, documents, [...path, 'fitting']),
    ...(instead ? checkInstead(instead, target, types, documents, [...path, 'instead']) : []),
  ];
}

function checkInstead(
  { rows, item, left }: Instead,
  target: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const table = fieldOf(target, rows);
  if (!table?.fields) return [missing([...path, 'rows'], '子表', 'sub-table', rows)];
  if (fieldOf({ fields: table.fields }, item)?.form !== target.id)
    return [missing([...path, 'item'], '关联本表单的列', 'column that refers to the form', item)];
  const form = documents.forms.get(left.form);
  const at = [...path, 'left'];
  if (!form) return [missing([...at, 'form'], '表单', 'form', left.form)];
  const known = formTypes(form, documents.forms);
  return [
    ...(fieldOf(form, left.key)?.form === target.id
      ? []
      : [missing([...at, 'key'], '关联字段', 'reference', left.key)]),
    ...(known[left.quantity]?.kind === 'number'
      ? []
      : [issue([...at, 'quantity'], 'not_number', '数量应是数字字段', 'A quantity is a number')]),
    ...(left.asked === undefined || types[left.asked]?.kind === 'number'
      ? []
      : [missing([...at, 'asked'], '数字字段', 'number', left.asked)]),
    ...checkBound(left.filter, form, types, documents, [...at, 'filter']),
    ...checkBound(left.when, form, types, documents, [...at, 'when']),
  ];
}

/**
 * A filter over another form with `current.…`. It is bound before it is asked, so that also the rows of the other form
 * may be compared with the record at hand; it is checked the same way, with a value of each type.
 */
export function checkBound(
  filter: ExpressionJson | undefined,
  over: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  if (filter === undefined) return [];
  const here = currentPaths(filter);
  const unknown = here.filter((name) => !Object.hasOwn(types, name) || isMany(types[name] as Type));
  if (unknown.length > 0) return unknown.map((name) => missing(path, '字段', 'field', `current.${name}`));
  const samples = {};
  for (const name of here) put(samples, name.split('.'), sampleOf(types[name] as Type));
  return checkCondition(boundFilter(filter, samples), formTypes(over, documents.forms), path);
}

/** Rows and lists are no value to compare with. */
function isMany({ kind }: Type): boolean {
  return kind === 'rows' || kind === 'list';
}

/** A reference may be asked for itself and for a field of its record: `device` and `device.model`. */
function put(into: Record<string, unknown>, [head = '', ...rest]: string[], value: unknown): void {
  const known = into[head];
  const inner = typeof known === 'object' && known !== null ? known : {};
  if (rest.length === 0) into[head] = isReference(value) ? { ...inner, ...value } : value;
  else {
    into[head] = inner;
    put(inner as Record<string, unknown>, rest, value);
  }
}

function isReference(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null;
}

const samples: Partial<Record<Type['kind'], unknown>> = {
  reference: { id: '00000000-0000-7000-8000-000000000000' },
  number: 1,
  boolean: true,
  date: '2026-01-01',
  datetime: '2026-01-01T00:00:00Z',
};

function sampleOf(type: Type): unknown {
  return type.kind === 'choice' ? type.options[0] : (samples[type.kind] ?? 'a');
}
