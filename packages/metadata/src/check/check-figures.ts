import { check, type Issue } from '@fieldwork/expression';
import type { Figure } from '../documents/figures.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { figureScope } from '../figure-types.js';
import { issue, type Path } from '../issue.js';
import { checkCondition, checkExpression, checkTwice, missing } from './checking.js';

/** Figures over other records, for records of the form `current`. */
export function checkFigures(
  figures: readonly Figure[] | undefined,
  current: Form,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const list = figures ?? [];
  return [
    ...checkTwice(
      list.map(({ id }) => id),
      path,
    ),
    ...list.flatMap((figure, index) => checkFigure(figure, current, documents, [...path, index])),
  ];
}

function checkFigure(figure: Figure, current: Form, documents: AppDocuments, path: Path): Issue[] {
  const scope = figureScope(figure, current, documents.forms);
  if (!scope) return [missing([...path, 'form'], '表单', 'form', figure.form)];
  const isNumeric = figure.aggregate === 'sum' || figure.aggregate === 'average';
  const kind = figure.value === undefined ? null : check(figure.value, scope).type?.kind;
  return [
    ...checkCondition(figure.filter, scope, [...path, 'filter']),
    ...checkExpression(figure.value, scope, [...path, 'value'], isNumeric ? { kind: 'number' } : undefined),
    ...(kind === 'rows' ||
    kind === 'list' ||
    (isExtreme(figure) && (kind === 'boolean' || kind === 'reference'))
      ? [issue([...path, 'value'], 'not_ordered', '这个值不能这样汇总', 'This value has no such figure')]
      : []),
    ...(figure.by !== undefined && scope[figure.by] === undefined
      ? [missing([...path, 'by'], '字段', 'field', figure.by)]
      : []),
  ];
}

function isExtreme({ aggregate }: Figure): boolean {
  return aggregate === 'min' || aggregate === 'max';
}
