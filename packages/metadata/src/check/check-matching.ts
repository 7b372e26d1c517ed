import type { Issue, Type, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Matching } from '../documents/matching.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { matchingTypes, pairFigureScope, pairTypes } from '../matching-types.js';
import { checkAppointments } from './check-appointments.js';
import { checkCondition, checkExpression, checkTwice, missing } from './checking.js';

const number: Type = { kind: 'number' };

export function checkMatching(matching: Matching, documents: AppDocuments): Issue[] {
  const { forms } = documents;
  const demand = forms.get(matching.form);
  const candidate = forms.get(matching.candidates.form);
  if (!demand) return [missing(['form'], '表单', 'form', matching.form)];
  if (!candidate) return [missing(['candidates', 'form'], '表单', 'form', matching.candidates.form)];
  const types = matchingTypes(matching, forms);
  const ids = (list: readonly { id: string }[] | undefined) => (list ?? []).map(({ id }) => id);
  return [
    ...checkCondition(matching.candidates.filter, formTypes(candidate, forms), ['candidates', 'filter']),
    ...checkPerson(matching, candidate),
    ...checkTarget(matching, demand, candidate),
    ...checkTwice(ids(matching.figures), ['figures']),
    ...checkPairFigures(matching, documents),
    ...checkDistance(matching, types, documents),
    ...checkTwice(ids(matching.constraints), ['constraints']),
    ...matching.constraints.flatMap(({ must }, index) =>
      checkCondition(must, types, ['constraints', index, 'must']),
    ),
    ...checkTwice(ids(matching.terms), ['terms']),
    ...matching.terms.flatMap((term, index) => [
      ...checkExpression(term.value, types, ['terms', index, 'value'], number),
      ...(term.max > term.min
        ? []
        : [
            issue(
              ['terms', index, 'max'],
              'no_range',
              '最大值应大于最小值',
              'The greatest value must be above the least',
            ),
          ]),
    ]),
    ...checkExpression(matching.importance, types, ['importance'], number),
    ...checkExpression(matching.load, types, ['load'], number),
    ...checkExpression(matching.capacity, types, ['capacity'], number),
    ...(matching.appointments ? checkAppointments(matching, matching.appointments, demand, documents) : []),
  ];
}

function checkPerson({ person }: Matching, candidate: Form): Issue[] {
  if (person === undefined) return [];
  return fieldOf(candidate, person)?.type === 'member'
    ? []
    : [missing(['person'], '成员字段', 'member field', person)];
}

/** The choice is written to a reference to the candidates, or to a member field. */
function checkTarget({ field, person }: Matching, demand: Form, candidate: Form): Issue[] {
  if (field === undefined) return [];
  const target = fieldOf(demand, field);
  if (!target) return [missing(['field'], '字段', 'field', field)];
  if (target.form === candidate.id || (target.type === 'member' && person !== undefined)) return [];
  return [
    issue(
      ['field'],
      'not_candidate',
      '这个字段不能保存候选对象，请选择关联该表单的字段或成员字段',
      'This field cannot hold a candidate: choose a reference to that form or a member field',
    ),
  ];
}

function checkPairFigures(matching: Matching, { forms }: AppDocuments): Issue[] {
  const pair = pairTypes(matching, forms);
  return (matching.figures ?? []).flatMap((figure, index) => {
    const path: Path = ['figures', index];
    const scope = pairFigureScope(figure, pair, forms);
    if (!scope) return [missing([...path, 'form'], '表单', 'form', figure.form)];
    const isNumber = figure.aggregate === 'sum' || figure.aggregate === 'average';
    const by = figure.by ?? 'created_at';
    return [
      ...checkCondition(figure.filter, scope, [...path, 'filter']),
      ...checkExpression(figure.value, scope, [...path, 'value'], isNumber ? number : undefined),
      ...(Object.hasOwn(scope, by) ? [] : [missing([...path, 'by'], '字段', 'field', by)]),
    ];
  });
}

function checkDistance({ distance }: Matching, types: Types, { forms }: AppDocuments): Issue[] {
  const matrix = distance?.matrix;
  if (!matrix) return [];
  const form = forms.get(matrix.form);
  const path: Path = ['distance', 'matrix'];
  if (!form) return [missing([...path, 'form'], '表单', 'form', matrix.form)];
  const fields = (['from', 'to', 'km', 'minutes'] as const).flatMap((name) => {
    const id = matrix[name];
    return id === undefined || fieldOf(form, id) ? [] : [missing([...path, name], '字段', 'field', id)];
  });
  const places = [`candidate.${matrix.candidate}`, matrix.demand].flatMap((place, index) =>
    Object.hasOwn(types, place)
      ? []
      : [missing([...path, index === 0 ? 'candidate' : 'demand'], '字段', 'field', place)],
  );
  return [...fields, ...places];
}
