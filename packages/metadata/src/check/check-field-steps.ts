import type { Issue, Types } from '@fieldwork/expression';
import type { Flow } from '../documents/flow.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { FieldPage } from '../documents/pages/field.js';
import type { FieldStepOf, FieldStepType } from '../documents/pages/field-steps.js';
import { currentTypes } from '../figure-types.js';
import { fieldOf, formTypes } from '../form-types.js';
import type { Path } from '../issue.js';
import { checkPaths } from './check-overview.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

type Checker<T extends FieldStepType> = (step: FieldStepOf<T>, work: Work, path: Path) => Issue[];
interface Work {
  form: Form;
  types: Types;
  documents: AppDocuments;
}

const checkers: { [T in FieldStepType]: Checker<T> } = {
  task: () => [],
  navigate: (step, work, path) => [
    ...checkAddress(step.place, work, [...path, 'place']),
    ...checkType(step.time, ['datetime'], work.form, [...path, 'time']),
  ],
  time: (step, { form }, path) => checkType(step.field, ['datetime'], form, [...path, 'field']),
  check_in: (step, { form }, path) => [
    ...checkType(step.field, ['location', 'address'], form, [...path, 'field']),
    ...checkType(step.time, ['datetime'], form, [...path, 'time']),
  ],
  fields: (step, { form }, path) => checkFieldIds(step.fields, form, [...path, 'fields']),
  photos: (step, { form }, path) => checkType(step.field, ['photo'], form, [...path, 'field']),
  parts: checkParts,
  records: checkRecords,
  signature: (step, { form }, path) => [
    ...checkType(step.field, ['signature', 'photo'], form, [...path, 'field']),
    ...checkFieldIds(step.fields, form, [...path, 'fields']),
  ],
};

/** The steps of a piece of work: what they fill in is there and of the right type, and some flow has their actions. */
export function checkFieldSteps(page: FieldPage, form: Form, types: Types, documents: AppDocuments): Issue[] {
  const work = { form, types, documents };
  const flows = [...documents.flows.values()].filter((flow) => flow.form === form.id);
  const actions = new Set(flows.flatMap(actionsOf));
  return [
    ...checkTwice(
      page.steps.map(({ id }) => id),
      ['steps'],
    ),
    ...page.steps.flatMap((step, index) => {
      const path = ['steps', index];
      return [
        ...checkCondition(step.when, types, [...path, 'when']),
        ...checkCondition(step.done, types, [...path, 'done']),
        ...checkAssignments(step.suggest ?? [], form, types, [...path, 'suggest']),
        ...(step.actions ?? []).flatMap((id, at) =>
          actions.has(id) ? [] : [missing([...path, 'actions', at], '待办操作', 'action', id)],
        ),
        ...(checkers[step.type] as Checker<FieldStepType>)(step as never, work, path),
      ];
    }),
  ];
}

function actionsOf(flow: Flow): string[] {
  return flow.nodes.flatMap((node) => (node.type === 'task' ? node.actions.map(({ id }) => id) : []));
}

function checkType(id: string | undefined, types: readonly string[], form: Form, path: Path): Issue[] {
  if (id === undefined || types.includes(fieldOf(form, id)?.type ?? '')) return [];
  return [missing(path, '合适的字段', `fitting field (${types.join(', ')})`, id)];
}

/** An address of the record, or of a record it refers to. */
function checkAddress(place: string, { form, documents }: Work, path: Path): Issue[] {
  const [first = '', second] = place.split('.');
  const own = fieldOf(form, first);
  const target = own?.form === undefined ? undefined : documents.forms.get(own.form);
  const field = second === undefined ? own : target && fieldOf(target, second);
  return field?.type === 'address' ? [] : [missing(path, '地址字段', 'address', place)];
}

function checkParts(step: FieldStepOf<'parts'>, { form, documents }: Work, path: Path): Issue[] {
  const table = fieldOf(form, step.field);
  if (!table?.fields) return [missing([...path, 'field'], '子表', 'sub-table', step.field)];
  const columns = { fields: table.fields };
  const item = fieldOf(columns, step.item);
  const target = item?.form === undefined ? undefined : documents.forms.get(item.form);
  if (!target) return [missing([...path, 'item'], '关联列', 'reference', step.item)];
  return [
    ...(step.quantity === undefined || fieldOf(columns, step.quantity)?.type === 'number'
      ? []
      : [missing([...path, 'quantity'], '数字列', 'number', step.quantity)]),
    ...checkFieldIds(step.codes, target, [...path, 'codes']),
  ];
}

function checkRecords(step: FieldStepOf<'records'>, { form, documents }: Work, path: Path): Issue[] {
  const { forms } = documents;
  const target = forms.get(step.form);
  if (!target) return [missing([...path, 'form'], '表单', 'form', step.form)];
  const types = formTypes(target, forms);
  const { apply } = step;
  const suggestion = form.suggestions?.find(({ id }) => id === apply?.suggestion);
  const kept = step.field === undefined ? undefined : fieldOf(form, step.field);
  return [
    ...checkCondition(step.filter, { ...types, ...currentTypes(form, forms) }, [...path, 'filter']),
    ...checkPaths(
      (step.sort ?? []).map(({ field }) => field),
      types,
      [...path, 'sort'],
    ),
    ...checkFieldIds(
      step.shown.filter((shown) => !shown.includes('.')),
      target,
      [...path, 'shown'],
    ),
    ...checkCondition(step.among, types, [...path, 'among']),
    ...checkCondition(apply?.when, formTypes(form, forms), [...path, 'apply', 'when']),
    ...(apply && suggestion?.form !== target.id
      ? [missing([...path, 'apply', 'suggestion'], '建议', 'suggestion of this form', apply.suggestion)]
      : []),
    ...(step.field !== undefined && kept?.form !== target.id
      ? [missing([...path, 'field'], '关联字段', 'reference', step.field)]
      : []),
  ];
}
