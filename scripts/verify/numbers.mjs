import pg from 'pg';
import { fromEachForm } from './catalogue.mjs';

const dateLengths = { none: 0, YYYY: 4, YYYYMM: 6, YYYYMMDD: 8 };
const periodLengths = { never: 0, year: 4, month: 6, day: 8 };

/** Running numbers of records, and the counters they come from. */
export const numberChecks = [
  {
    name: 'no running number was given twice',
    find: ({ client, forms }) =>
      fromEachForm(client, numbered(forms), ({ table, column }) => ({
        text: `select ${column} as number, count(*)::int as records from ${table}
          where ${column} is not null group by ${column} having count(*) > 1`,
        values: [],
      })),
  },
  {
    name: 'no counter is behind the highest number of its period',
    find: async ({ client, forms }) => {
      // A date part shorter than the period does not tell which period a number is of.
      const readable = numbered(forms).filter(({ date, period }) => period <= date);
      return fromEachForm(client, readable, ({ app, id, formId, table, column, prefix, date, period }) => ({
        text: `with given as (
            select left(rest, ${period}) as period, max(substring(rest from '(\\d{1,15})$')::bigint) as highest
            from (select substr(${column}, length($4) + 1) as rest from ${table}
              where left(${column}, length($4)) = $4) numbers
            where rest ~ '^\\d{${date}}${date > 0 ? '-' : ''}\\d{1,15}$' group by 1)
          select g.period, g.highest, c.value as counter from given g
          left join platform.counter c
            on c.app = $1 and c.form = $2 and c.field = $3 and c.period = g.period
          where c.value is null or c.value < g.highest`,
        values: [app, formId, id, prefix],
      }));
    },
  },
];

function numbered(forms) {
  return forms.flatMap(({ app, form, table, fields }) =>
    fields
      .filter((field) => field.type === 'auto_number')
      .map(({ id, prefix = '', datePart = 'none', reset = 'never' }) => ({
        app,
        form: `${form}.${id}`,
        formId: form,
        id,
        table,
        column: pg.escapeIdentifier(id),
        prefix,
        date: dateLengths[datePart],
        period: periodLengths[reset],
      })),
  );
}
