import pg from 'pg';

const TEXT_ARRAY: number = 1009;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const TIMESTAMPTZ_ARRAY = 1185;
const DATE_ARRAY = 1182;
const keepText = (value: string): string => value;

/** PostgreSQL's `2026-02-28 01:02:03.1234+00` (the session runs in UTC) as `2026-02-28T01:02:03.123Z`. */
export function parseInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00(?::?00)?$/.exec(text);
  if (!match) return text;
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY) as (value: string) => (string | null)[];
const parsers: Record<number, (value: string) => unknown> = {
  [DATE]: keepText,
  [DATE_ARRAY]: parseTextArray,
  [TIMESTAMPTZ]: parseInstant,
  [TIMESTAMPTZ_ARRAY]: (value) =>
    parseTextArray(value).map((item) => (item === null ? null : parseInstant(item))),
};

/**
 * How column values arrive in Node: numeric and int8 as text (exact), timestamptz as ISO text in UTC with
 * milliseconds, date as `YYYY-MM-DD`, json and jsonb parsed. Set per connection; pg's global parsers stay as they are.
 */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    const own = format === 'binary' ? undefined : parsers[oid];
    return own ?? (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown);
  },
};
