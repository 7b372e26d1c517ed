import { writeDay } from '../calendar.js';
import { readInstant, splitLocal } from '../datetime.js';
import { decode } from '../datum.js';
import type { Call, Literal } from '../node.js';
import type { ContextName, Frame, Operator } from '../operator.js';
import { hasCount, writtenOption } from '../parameters.js';
import { toLocal } from '../time-zone.js';
import { DATE, DATETIME, TEXT, type Type } from '../types.js';

const USER: Readonly<Record<'id' | 'department' | 'roles', Type>> = {
  id: { kind: 'reference', form: 'user' },
  department: { kind: 'reference', form: 'department' },
  roles: { kind: 'list', of: TEXT },
};
type UserKey = keyof typeof USER;

const keyOf = ({ args }: Call) => (args[0] as Literal).value as UserKey;

/** The date that clocks of the context's time zone show at an instant. */
export function dateIn(instant: number, timeZone: string): string | null {
  return writeDay(splitLocal(toLocal(instant, timeZone)).day);
}

function now({ context }: Frame): number | null {
  return readInstant(context.now);
}

export const contextOperators = {
  now: {
    name: 'now',
    label: { 'zh-CN': '现在', en: 'now' },
    group: 'context',
    usage: '',
    summary: 'The instant at which the expression is run.',
    check: (args) =>
      hasNoArguments(args.count, args.written(0)) || hasCount(args, 'now', 0, 0)
        ? { type: DATETIME, args: [] }
        : null,
    evaluate: (_call, frame) => now(frame),
    toSql: (_call, sql) => sql.context('now'),
  },
  today: {
    name: 'today',
    label: { 'zh-CN': '今天', en: 'today' },
    group: 'context',
    usage: '',
    summary: "Today's date in the context's time zone.",
    check: (args) =>
      hasNoArguments(args.count, args.written(0)) || hasCount(args, 'today', 0, 0)
        ? { type: DATE, args: [] }
        : null,
    evaluate(_call, frame) {
      const instant = now(frame);
      return instant === null ? null : dateIn(instant, frame.context.timeZone);
    },
    toSql: (_call, sql) => sql.context('today'),
  },
  user: {
    name: 'user',
    label: { 'zh-CN': '当前用户', en: 'current user' },
    group: 'context',
    usage: '"id" | "department" | "roles"',
    summary: "The current user's reference, his department's reference, or the list of his role ids.",
    check(args) {
      if (!hasCount(args, 'user', 1, 1)) return null;
      const key = writtenOption(args, 0, Object.keys(USER) as UserKey[]);
      return key && { type: USER[(key as Literal).value as UserKey], args: [key] };
    },
    evaluate(call, { context }) {
      const key = keyOf(call);
      return decode(context.user[key], USER[key]);
    },
    toSql: (call, sql) => sql.context(`user.${keyOf(call)}` satisfies ContextName),
  },
} satisfies Record<string, Operator>;

/** `{"now": []}`, `{"now": null}` and `{"now": ""}` are the same. */
function hasNoArguments(count: number, first: unknown): boolean {
  return count === 0 || (count === 1 && (first === null || first === ''));
}
