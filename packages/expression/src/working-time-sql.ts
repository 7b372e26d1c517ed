import { workingHorizon } from './working-time.js';

/**
 * The SQL half of working time: the spans of every calendar with what was worked before each, and a function that
 * answers with two look-ups in their index. To be run in a schema `platform`.
 */
export const workingTimeSql = `
  create table platform.calendar_span (
    app text not null,
    calendar text not null,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3) not null,
    before_ms bigint not null,
    primary key (app, calendar, starts_at)
  );
  create table platform.calendar_horizon (
    app text not null,
    calendar text not null,
    version int not null,
    digest text not null,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3) not null,
    primary key (app, calendar)
  );
  create function platform.worked_until(of_app text, of_calendar text, moment timestamptz) returns bigint
    language sql stable parallel safe as $$
      select coalesce((
        select s.before_ms + (extract(epoch from least(moment, s.ends_at) - s.starts_at) * 1000)::bigint
        from platform.calendar_span s
        where s.app = of_app and s.calendar = of_calendar and s.starts_at <= moment
        order by s.starts_at desc limit 1), 0)
    $$;
  create function platform.worked_ms(of_app text, of_calendar text, from_at timestamptz, to_at timestamptz)
    returns numeric language sql stable parallel safe as $$
      select (platform.worked_until(of_app, of_calendar, to_at)
            - platform.worked_until(of_app, of_calendar, from_at))::numeric
      from platform.calendar_horizon h
      where h.app = of_app and h.calendar = of_calendar
        and from_at >= h.starts_at and from_at < h.ends_at and to_at >= h.starts_at and to_at < h.ends_at
    $$;
`;

/** The rows of one calendar: start, end, and milliseconds worked before, over all years that calendars know. */
export function spanRows(spans: Iterable<readonly [number, number]>): [string, string, number][] {
  const rows: [string, string, number][] = [];
  let before = 0;
  for (const [from, to] of spans) {
    rows.push([new Date(from).toISOString(), new Date(to).toISOString(), before]);
    before += to - from;
  }
  return rows;
}

export const horizonEdges = [
  new Date(workingHorizon.start).toISOString(),
  new Date(workingHorizon.end).toISOString(),
] as const;
