import type { Issue, Type, Types } from '@fieldwork/expression';
import type { Field } from '../documents/field.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkBound } from './check-picking.js';
import { missing } from './checking.js';

/** What fills the rows of a sub-table with one press. `types`: the record at hand. */
export function checkFill(
  { fill, fields = [] }: Field,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  if (!fill) return [];
  const form = documents.forms.get(fill.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', fill.form)];
  const known = formTypes(form, documents.forms);
  const itself: Type = { kind: 'reference', form: form.id };
  const filled = new Set(fill.columns.map(({ field }) => field));
  return [
    ...fill.columns.flatMap(({ field, from }, index): Issue[] => {
      const at = [...path, 'columns', index];
      const into = fieldOf({ fields }, field);
      if (!into || into.compute !== undefined) return [missing([...at, 'field'], '列', 'column', field)];
      const type = from === 'id' ? itself : known[from];
      if (!type) return [missing([...at, 'from'], '字段', 'field', from)];
      return isSame(fieldTypeOf(into).type(into), type)
        ? []
        : [issue(at, 'other_type', '两边的类型不同', 'The two are of different types')];
    }),
    ...fill.key.flatMap((id, index) =>
      filled.has(id) ? [] : [missing([...path, 'key', index], '列', 'column', id)],
    ),
    ...(fill.sort ?? []).flatMap((id, index) =>
      known[id.replace(/^-/, '')] ? [] : [missing([...path, 'sort', index], '字段', 'field', id)],
    ),
    ...checkBound(fill.filter, form, types, documents, [...path, 'filter']),
  ];
}

function isSame(a: Type | null, b: Type): boolean {
  if (a?.kind !== b.kind) return false;
  return a.kind !== 'reference' || a.form === (b as typeof a).form;
}
