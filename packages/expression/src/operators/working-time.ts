import { divide, whole } from '../decimal.js';
import type { Literal } from '../node.js';
import type { Operator } from '../operator.js';
import { argument, datetime, hasCount } from '../parameters.js';
import { run } from '../run.js';
import { NUMBER, TEXT } from '../types.js';
import { writeQuotient } from './arithmetic.js';
import { COUNT, QUOTIENT_FRACTION } from './digits.js';
import { CLOCK_UNITS } from './units.js';

export const workingTimeOperators = {
  workingMinutes: {
    name: 'workingMinutes',
    label: { 'zh-CN': '工作时长（分钟）', en: 'working minutes' },
    group: 'dates',
    usage: 'from, to, "calendar"',
    summary:
      'Minutes of working time by a calendar of the app between two instants, negative when `to` is earlier, rounded to 12 places. Empty where the calendar is unknown or an instant lies outside the years 2000 to 2049.',
    check(args) {
      if (!hasCount(args, 'workingMinutes', 3, 3)) return null;
      const from = argument(args, 0, datetime);
      const to = argument(args, 1, datetime);
      const written = args.written(2);
      if (typeof written !== 'string') return args.report(2, 'not_literal', { expected: '"calendar"' });
      const calendar = args.node(2, TEXT);
      const digits = { integer: COUNT.integer, fraction: QUOTIENT_FRACTION };
      return from && to && calendar && { type: NUMBER, args: [from, to, calendar], digits };
    },
    evaluate({ args: [from, to, calendar] }, frame) {
      const [start, end] = [run(from!, frame) as number | null, run(to!, frame) as number | null];
      if (start === null || end === null) return null;
      const name = (calendar as Literal).value as string;
      const worked = frame.context.calendars?.find(name)?.between(start, end) ?? null;
      return worked === null ? null : divide(whole(worked), whole(CLOCK_UNITS.minute));
    },
    toSql({ args: [from, to, calendar] }, sql) {
      const worked = `platform.worked_ms(${sql.context('calendars')}, ${sql.value(calendar!)}, ${sql.value(from!)}, ${sql.value(to!)})`;
      return writeQuotient(worked, `${CLOCK_UNITS.minute}`);
    },
  },
} satisfies Record<string, Operator>;
