import type { Issue, Types } from '@fieldwork/expression';
import { chartOf } from '../charts/charts.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Kpi } from '../documents/kpi.js';
import type { Dimension, Report } from '../documents/report.js';
import { formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { reportTypes } from '../report-types.js';
import { checkMeasures, checkPeriod } from './check-measures.js';
import { checkCondition, checkExpression, checkTwice, missing } from './checking.js';

export function checkReport(report: Report, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(report.form);
  if (!form) return [missing(['form'], '表单', 'form', report.form)];
  const types = reportTypes(form, report.rows, documents.forms, report.repeat !== undefined);
  if (!types) return [missing(['rows'], '子表', 'sub-table', report.rows ?? '')];
  const ids = [...report.dimensions.map(({ id }) => id), ...report.measures.map(({ id }) => id)];
  return [
    ...checkTwice(ids, ['measures']),
    ...checkRepeat(report, documents),
    ...checkCondition(report.filter, types, ['filter']),
    ...checkPeriod(report.period, types, ['period']),
    ...report.dimensions.flatMap((dimension, index) =>
      checkDimension(dimension, types, ['dimensions', index]),
    ),
    ...checkMeasures(report.measures, types, documents, ['measures']),
    ...(report.sort ?? [])
      .filter((sort) => !ids.includes(sort.by))
      .map((sort) => missing(['sort'], '列', 'column', sort.by)),
    ...(report.compare?.length && !report.period
      ? [
          issue(
            ['compare'],
            'no_period',
            '先设定统计周期，才能对比',
            'Choose a period to compare with another',
          ),
        ]
      : []),
    ...checkChart(report),
  ];
}

function checkDimension(dimension: Dimension, types: Types, path: Path): Issue[] {
  return [dimension, ...(dimension.levels ?? [])].flatMap(({ field, grain }, index): Issue[] => {
    const at = index === 0 ? path : [...path, 'levels', index - 1];
    const type = Object.hasOwn(types, field) ? types[field] : undefined;
    if (!type) return [missing([...at, 'field'], '字段', 'field', field)];
    if (grain !== undefined && type.kind !== 'date' && type.kind !== 'datetime')
      return [issue([...at, 'grain'], 'no_grain', '只有日期可以按时段分组', 'Only dates have a grain')];
    return [];
  });
}

/** Dates of whole records, by numbers that the record itself has. */
function checkRepeat({ repeat, rows, form: id }: Report, { forms }: AppDocuments): Issue[] {
  const form = forms.get(id);
  if (!repeat || !form) return [];
  if (rows !== undefined)
    return [issue(['repeat'], 'with_rows', '子表的行不能按日期重复', 'Rows of a sub-table are not repeated')];
  const types = formTypes(form, forms);
  const number = { kind: 'number' } as const;
  return [
    ...(types[repeat.from]?.kind === 'date'
      ? []
      : [missing(['repeat', 'from'], '日期字段', 'date field', repeat.from)]),
    ...checkExpression(repeat.months, types, ['repeat', 'months'], number),
    ...checkExpression(repeat.days, types, ['repeat', 'days'], number),
  ];
}

/** A chart gets as many groups and figures as it can draw. */
function checkChart({ chart, dimensions, measures }: Report): Issue[] {
  const kind = chartOf(chart.type);
  const shown = measures.filter(({ hidden }) => !hidden);
  const issues: Issue[] = [];
  const count = (
    path: string,
    given: number,
    { least, most }: { least: number; most: number },
    zh: string,
    en: string,
  ) => {
    if (given < least)
      issues.push(
        issue([path], 'too_few', `这种图至少要 ${least} 个${zh}`, `This chart needs ${least} ${en} or more`),
      );
    if (given > most)
      issues.push(
        issue([path], 'too_many', `这种图最多 ${most} 个${zh}`, `This chart takes ${most} ${en} or fewer`),
      );
  };
  count('dimensions', dimensions.length, kind.dimensions, '分组', 'groups');
  count('measures', shown.length, kind.measures, '指标', 'figures');
  const known = { columns: dimensions, lines: shown };
  for (const key of ['columns', 'lines'] as const)
    for (const id of chart[key] ?? [])
      if (!known[key].some((one) => one.id === id)) issues.push(missing(['chart', key], '列', 'column', id));
  return issues;
}

export function checkKpi(kpi: Kpi, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(kpi.form);
  if (!form) return [missing(['form'], '表单', 'form', kpi.form)];
  const types = reportTypes(form, kpi.rows, documents.forms);
  if (!types) return [missing(['rows'], '子表', 'sub-table', kpi.rows ?? '')];
  return [
    ...checkTwice(
      kpi.measures.map(({ id }) => id),
      ['measures'],
    ),
    ...checkCondition(kpi.filter, types, ['filter']),
    ...checkPeriod(kpi.period, types, ['period']),
    ...checkMeasures(kpi.measures, types, documents, ['measures']),
    ...kpi.measures.flatMap(({ aggregate }, index) =>
      aggregate === 'kpi'
        ? [
            issue(
              ['measures', index],
              'kpi_in_kpi',
              '指标里不能再引用指标',
              'A KPI is not made of other KPIs',
            ),
          ]
        : [],
    ),
  ];
}
