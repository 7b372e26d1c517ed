import type { Issue, Types } from '@fieldwork/expression';
import type { Action } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { rowTypes } from '../effects/row-values.js';
import { fieldOf } from '../form-types.js';
import type { Path } from '../issue.js';
import { checkAssignments, checkCondition, missing } from './checking.js';

type Create = Omit<Extract<Action, { type: 'create' }>, 'type'>;

/** A new record, one per row of a sub-table, with rows of its own: sub-tables exist, values fit. */
export function checkCreate(
  { form: id, set, each, when, rows }: Create,
  { form, types, documents, path }: { form: Form; types: Types; documents: AppDocuments; path: Path },
): Issue[] {
  const target = documents.forms.get(id);
  if (!target) return [missing([...path, 'form'], '表单', 'form', id)];
  const own = withOwnId(types, form);
  const table = each === undefined ? undefined : fieldOf(form, each);
  if (each !== undefined && !table?.fields) return [missing([...path, 'each'], '子表', 'sub-table', each)];
  const outer = table ? { ...own, ...rowTypes(table, documents.forms) } : own;
  return [
    ...checkAssignments(set, target, outer, [...path, 'set']),
    ...checkCondition(when, outer, [...path, 'when']),
    ...(rows ?? []).flatMap((one, index): Issue[] => {
      const at = [...path, 'rows', index];
      const [into, from] = [
        fieldOf(target, one.field),
        one.from === undefined ? null : fieldOf(form, one.from),
      ];
      if (!into?.fields) return [missing([...at, 'field'], '子表', 'sub-table', one.field)];
      if (from !== null && !from?.fields)
        return [missing([...at, 'from'], '子表', 'sub-table', one.from ?? '')];
      const inner = { ...outer, ...(from ? rowTypes(from, documents.forms) : {}) };
      return checkAssignments(one.set, { ...target, fields: into.fields }, inner, [...at, 'set']);
    }),
  ];
}

/** The record at hand is a reference to itself, so that what is made can point back to it. */
export function withOwnId(types: Types, form: Form): Types {
  return { ...types, id: { kind: 'reference', form: form.id } };
}
