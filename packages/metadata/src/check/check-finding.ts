import type { Issue, Types } from '@fieldwork/expression';
import type { Conversion } from '../documents/conversion.js';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Suggestion, SuggestionAction } from '../documents/suggestions.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { figureScope } from '../figure-types.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

/** What a form says about being found: search, duplicates, suggestions, and records made from its records. */
export function checkFinding(form: Form, types: Types, documents: AppDocuments): Issue[] {
  return [
    ...checkOwn(
      form,
      (form.search?.fields ?? []).map(({ field }) => field),
      ['search', 'fields'],
    ),
    ...checkDuplicates(form, types),
    ...checkTwice(
      (form.suggestions ?? []).map(({ id }) => id),
      ['suggestions'],
    ),
    ...(form.suggestions ?? []).flatMap((suggestion, index) =>
      checkSuggestion(suggestion, form, types, documents, ['suggestions', index]),
    ),
    ...checkTwice(
      (form.conversions ?? []).map(({ id }) => id),
      ['conversions'],
    ),
    ...(form.conversions ?? []).flatMap((conversion, index) =>
      checkConversion(conversion, form, types, documents, ['conversions', index]),
    ),
  ];
}

function checkOwn(form: Form, ids: readonly string[], path: Path): Issue[] {
  return ids.flatMap((id, index) =>
    fieldOf(form, id) ? [] : [missing([...path, index], '字段', 'field', id)],
  );
}

function checkDuplicates(form: Form, types: Types): Issue[] {
  const { duplicates } = form;
  if (!duplicates) return [];
  const path = ['duplicates'];
  const moment = duplicates.within && types[duplicates.within.field];
  return [
    ...(duplicates.keys ?? []).flatMap(({ fields }, index) =>
      checkKey(form, fields, [...path, 'keys', index, 'fields']),
    ),
    ...(duplicates.near ?? []).flatMap(({ field }, index) => {
      const found = fieldOf(form, field);
      const at = [...path, 'near', index, 'field'];
      if (!found) return [missing(at, '字段', 'field', field)];
      return fieldTypeOf(found).type(found)?.kind === 'text' || fieldTypeOf(found).isMarkup
        ? []
        : [issue(at, 'not_text', '只有文字可以比较相似程度', 'Only texts can be near one another')];
    }),
    ...(duplicates.within && moment?.kind !== 'datetime' && moment?.kind !== 'date'
      ? [missing([...path, 'within', 'field'], '时间字段', 'date', duplicates.within.field)]
      : []),
    ...checkCondition(duplicates.filter, types, [...path, 'filter']),
  ];
}

function checkKey(form: Form, fields: readonly string[], path: Path): Issue[] {
  return fields.flatMap((id, index): Issue[] => {
    const field = fieldOf(form, id);
    if (!field) return [missing([...path, index], '字段', 'field', id)];
    const column = fieldTypeOf(field).column(field)?.type;
    return column && column !== 'jsonb' && !column.endsWith('[]')
      ? []
      : [issue([...path, index], 'not_comparable', '这个字段不能用来比较', 'This field cannot be compared')];
  });
}

function checkSuggestion(
  suggestion: Suggestion,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const other = documents.forms.get(suggestion.form);
  const scope = figureScope(suggestion, form, documents.forms);
  if (!other || !scope) return [missing([...path, 'form'], '表单', 'form', suggestion.form)];
  return [
    ...suggestion.query.flatMap((field, index) =>
      types[field] || fieldOf(form, field)
        ? []
        : [missing([...path, 'query', index], '字段', 'field', field)],
    ),
    ...checkCondition(suggestion.filter, scope, [...path, 'filter']),
    ...(suggestion.actions ?? []).flatMap((action, index) =>
      actionChecks[action.type](action as never, form, other, [...path, 'actions', index]),
    ),
  ];
}

type ActionOf<K extends SuggestionAction['type']> = Extract<SuggestionAction, { type: K }>;
const actionChecks: {
  [K in SuggestionAction['type']]: (action: ActionOf<K>, form: Form, other: Form, path: Path) => Issue[];
} = {
  attach: ({ field, column }, form, other, path) => {
    const own = fieldOf(form, field);
    const holder = column === undefined ? own : own?.fields?.find(({ id }) => id === column);
    return holder?.form === other.id
      ? []
      : [
          issue(
            [...path, 'field'],
            'no_reference',
            '这个字段不关联建议的表单',
            'This field does not refer to the suggested form',
          ),
        ];
  },
  quote: ({ from, to }, form, other, path) => [
    ...checkFieldIds([from], other, [...path, 'from']),
    ...(holdsText(fieldOf(form, to))
      ? []
      : [issue([...path, 'to'], 'not_text', '引用需要文字字段', 'A quote needs a text')]),
  ],
  checklist: ({ from, to, columns }, form, other, path) => {
    const source = fieldOf(other, from)?.fields;
    const target = fieldOf(form, to)?.fields;
    if (!source) return [missing([...path, 'from'], '子表', 'sub-table', from)];
    if (!target) return [missing([...path, 'to'], '子表', 'sub-table', to)];
    return Object.entries(columns).flatMap(([own, theirs]) => [
      ...(target.some(({ id }) => id === own)
        ? []
        : [missing([...path, 'columns', own], '字段', 'field', own)]),
      ...(source.some(({ id }) => id === theirs)
        ? []
        : [missing([...path, 'columns', own], '字段', 'field', theirs)]),
    ]);
  },
};

function holdsText(field: Field | undefined): boolean {
  if (!field) return false;
  const definition = fieldTypeOf(field);
  return definition.type(field)?.kind === 'text' || definition.isMarkup === true;
}

function checkConversion(
  conversion: Conversion,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const target = documents.forms.get(conversion.to);
  if (!target) return [missing([...path, 'to'], '表单', 'form', conversion.to)];
  const scope: Types = { ...formTypes(form, documents.forms), id: { kind: 'reference', form: form.id } };
  const source = conversion.source === undefined ? undefined : fieldOf(target, conversion.source);
  return [
    ...checkCondition(conversion.when, types, [...path, 'when']),
    ...checkAssignments(conversion.set, target, scope, [...path, 'set']),
    ...(conversion.source !== undefined && source?.form !== form.id
      ? [issue([...path, 'source'], 'no_reference', '来源字段应关联本表单', 'The source refers to this form')]
      : []),
    ...(conversion.files ?? []).flatMap(({ from, to }, index) => [
      ...checkOwn(form, [from], [...path, 'files', index, 'from']),
      ...checkOwn(target, [to], [...path, 'files', index, 'to']),
    ]),
  ];
}
