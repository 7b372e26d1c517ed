import type { Period } from '@fieldwork/metadata';
import type { Question } from './question.js';

const points = 12;

/** The first figure of a report over its last twelve periods: the line beside a large figure. A level has none. */
export function trendOf(question: Question): Question | null {
  const { period, measures } = question;
  const [first] = measures.filter(({ hidden }) => !hidden);
  if (!period || !first || measures.some(({ level }) => level)) return null;
  const { compare: _compare, sort: _sort, limit: _limit, chart: _chart, ...rest } = question;
  const long: Period = { ...period, count: Math.max(points, period.count) };
  return {
    ...rest,
    period: long,
    dimensions: [{ id: 'trend', field: period.field, grain: period.unit }],
    measures: measures.map((measure) => {
      const time = measure.at?.['period'];
      const at = time === undefined ? measure.at : { ...measure.at, trend: time };
      const { at: _at, ...other } = measure;
      return { ...other, ...(at ? { at } : {}), ...(measure === first ? {} : { hidden: true }) };
    }),
  };
}
