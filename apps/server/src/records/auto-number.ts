import type { Context } from '@fieldwork/expression';
import { type Field, fieldTypeOf } from '@fieldwork/metadata';

const lengths = { none: 0, YYYY: 4, YYYYMM: 6, YYYYMMDD: 8 } as const;
const periods = { never: 0, year: 4, month: 6, day: 8 } as const;

/** What stands before the running number, and the period it counts in, by the clock of the context's time zone. */
export function numberParts(field: Field, context: Context): { prefix: string; period: string } {
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone: context.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .format(new Date(context.now))
    .replaceAll('-', '');
  const date = day.slice(0, lengths[field.datePart ?? 'none']);
  return {
    prefix: `${field.prefix ?? ''}${date}${date === '' ? '' : '-'}`,
    period: day.slice(0, periods[field.reset ?? 'never']),
  };
}

/** The number as it is written: at least the digits the field asks for. The statement of a single write does the same in SQL. */
export function numberText(field: Field, prefix: string, value: number): string {
  return `${prefix}${String(value).padStart(field.digits ?? 4, '0')}`;
}

/** Whether the server gives the values of this field: made when the record is, not computed from others. */
export function isRunningNumber(field: Field): boolean {
  return fieldTypeOf(field).generated === true && field.compute === undefined;
}
