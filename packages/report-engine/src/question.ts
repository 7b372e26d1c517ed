import type { Kpi, Measure, Report } from '@fieldwork/metadata';

/** What is asked: a report, or the part of one that says which figures. */
export type Question = Pick<Report, 'form' | 'dimensions' | 'measures'> &
  Partial<Pick<Report, 'rows' | 'repeat' | 'filter' | 'period' | 'compare' | 'sort' | 'limit' | 'chart'>>;

/** The question with every KPI written out as its definition says. */
export function withDefinitions(question: Question, kpis: ReadonlyMap<string, Kpi>): Question {
  return {
    ...question,
    measures: question.measures.flatMap((measure) => {
      const kpi = measure.aggregate === 'kpi' ? kpis.get(measure.kpi ?? '') : undefined;
      return kpi ? writtenOut(measure, kpi, question) : [measure];
    }),
  };
}

/** The figure under the measure's own id, its parts hidden behind it. */
function writtenOut(measure: Measure, kpi: Kpi, question: Question): Measure[] {
  const idOf = (id: string | undefined) =>
    id === kpi.measures[0]?.id ? measure.id : `${measure.id}~${id ?? ''}`;
  const isOwn = kpi.form === question.form && kpi.rows === question.rows;
  return kpi.measures.map((part, index) => {
    const { kpi: _kpi, label: _label, hidden: _hidden, at, of, by, filter: _filter, ...rest } = part;
    const time = at?.['period'] ?? kpi.period.field;
    const dates = question.dimensions.filter(({ grain }) => grain !== undefined).map(({ id }) => [id, time]);
    const filter = allOf([kpi.filter, part.filter, measure.filter]);
    return {
      ...rest,
      id: idOf(part.id),
      label: index === 0 ? measure.label : part.label,
      at: { ...Object.fromEntries(dates), ...measure.at, period: time },
      ...(of === undefined ? {} : { of: idOf(of) }),
      ...(by === undefined ? {} : { by: idOf(by) }),
      ...(filter === undefined ? {} : { filter: filter as Measure['filter'] }),
      ...(isOwn ? {} : { form: kpi.form, ...(kpi.rows === undefined ? {} : { rows: kpi.rows }) }),
      ...(index > 0 || measure.hidden ? { hidden: true } : {}),
      ...(index === 0 ? { ...writing(kpi), ...writing(measure), kpi: kpi.id } : {}),
    };
  });
}

function writing({ format, scale, unit }: Pick<Measure, 'format' | 'scale' | 'unit'>) {
  return {
    ...(format === undefined ? {} : { format }),
    ...(scale === undefined ? {} : { scale }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Several conditions as one; undefined when there is none. */
export function allOf(conditions: readonly unknown[]): unknown {
  const given = conditions.filter((condition) => condition !== undefined && condition !== null);
  return given.length > 1 ? { and: given } : given[0];
}
