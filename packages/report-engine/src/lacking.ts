import type { Issue } from '@fieldwork/expression';
import { figurePartsOf, issue, type Measure, needsValue } from '@fieldwork/metadata';
import type { Question } from './question.js';

/** What figures and the order of rows lack of what they are made of; for questions that were never published. */
export function lackingIn({ measures, dimensions, sort }: Question): Issue[] {
  const ids = new Set(measures.map(({ id }) => id));
  const columns = [...dimensions.map(({ id }) => id), ...measures.map(({ id }) => id)];
  const twice = columns.find((id, index) => columns.indexOf(id) !== index);
  return [
    ...measures.flatMap((measure) => lackingOf(measure, ids)),
    ...(sort ?? []).filter(({ by }) => !columns.includes(by)).map(({ by }) => missing(['sort'], by)),
    ...(twice === undefined
      ? []
      : [issue(['measures', twice], 'duplicate', '编号重复', 'This id stands there twice')]),
  ];
}

function lackingOf(measure: Measure, ids: ReadonlySet<string>): Issue[] {
  const { id, aggregate, value } = measure;
  if (aggregate === 'kpi') return [missing(['measures', id, 'kpi'], measure.kpi ?? '')];
  if (needsValue(aggregate) && value === undefined)
    return [
      issue(['measures', id, 'value'], 'no_value', '请选择要计算的字段', 'Choose what is to be computed'),
    ];
  return figurePartsOf(aggregate).flatMap((part) => {
    const other = measure[part] ?? '';
    return ids.has(other) && other !== id ? [] : [missing(['measures', id, part], other)];
  });
}

function missing(path: string[], name: string): Issue {
  const short = name.slice(0, 50);
  return issue(path, 'missing_reference', `没有指标“${short}”`, `There is no figure “${short}”`);
}
