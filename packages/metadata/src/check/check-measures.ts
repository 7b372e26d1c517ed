import type { Issue, Types } from '@fieldwork/expression';
import type { AppDocuments } from '../documents/kinds.js';
import type { Measure, Period } from '../documents/report.js';
import { issue, type Path } from '../issue.js';
import { figurePartsOf, needsValue } from '../measure-needs.js';
import { reportTypes } from '../report-types.js';
import { checkCondition, checkExpression, missing } from './checking.js';

/** Figures over the fields of a form: what they compute is there, and what they are made of. */
export function checkMeasures(
  measures: readonly Measure[],
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const ids = new Set(measures.map(({ id }) => id));
  return measures.flatMap((measure, index): Issue[] => {
    const at = [...path, index];
    const own = typesOf(measure, types, documents);
    if (!own) return [missing([...at, 'form'], '表单', 'form', measure.rows ?? measure.form ?? '')];
    const issues = [
      ...checkExpression(measure.value, own, [...at, 'value']),
      ...checkCondition(measure.filter, own, [...at, 'filter']),
      ...Object.entries(measure.at ?? {})
        .filter(([, field]) => !Object.hasOwn(own, field))
        .map(([id, field]) => missing([...at, 'at', id], '字段', 'field', field)),
    ];
    if (needsValue(measure.aggregate) && measure.value === undefined)
      issues.push(issue([...at, 'value'], 'no_value', '请选择要计算的字段', 'Choose what is to be computed'));
    if (measure.level && measure.aggregate !== 'sum')
      issues.push(issue([...at, 'level'], 'no_level', '只有合计可以作为存量', 'Only a sum can be a level'));
    for (const part of figurePartsOf(measure.aggregate))
      if (!ids.has(measure[part] ?? ''))
        issues.push(missing([...at, part], '指标', 'measure', measure[part] ?? ''));
    if (measure.aggregate === 'kpi' && !documents.kpis.has(measure.kpi ?? ''))
      issues.push(missing([...at, 'kpi'], '指标', 'KPI', measure.kpi ?? ''));
    return issues;
  });
}

function typesOf({ form, rows }: Measure, types: Types, documents: AppDocuments): Types | null {
  if (form === undefined) return types;
  const other = documents.forms.get(form);
  return other ? reportTypes(other, rows, documents.forms) : null;
}

/** A period runs along a date. */
export function checkPeriod(period: Period | undefined, types: Types, path: Path): Issue[] {
  if (!period) return [];
  const kind = Object.hasOwn(types, period.field) ? types[period.field]?.kind : undefined;
  if (kind === 'date' || kind === 'datetime') return [];
  return kind === undefined
    ? [missing([...path, 'field'], '字段', 'field', period.field)]
    : [issue([...path, 'field'], 'not_date', '统计周期要选一个日期字段', 'A period needs a date field')];
}
