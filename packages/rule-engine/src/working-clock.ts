import type { Context } from '@fieldwork/expression';

/** The working time of a calendar, or every minute where there is none. */
export interface Clock {
  between(from: number, to: number): number;
  /** Null beyond the years that calendars know. */
  add(from: number, amount: number): number | null;
  spans(from: number, to: number): Iterable<readonly [number, number]>;
}

const everyMinute: Clock = {
  between: (from, to) => to - from,
  add: (from, amount) => from + amount,
  spans: (from, to) => [[from, to]],
};

/** A calendar that the app does not have (any more) counts every minute. */
export function clockOf(calendar: string | null, { calendars }: Context): Clock {
  const found = calendar === null ? undefined : calendars?.find(calendar);
  if (!found) return everyMinute;
  return {
    between: (from, to) => found.between(from, to) ?? to - from,
    add: (from, amount) => found.add(from, amount),
    spans: (from, to) => found.spans(from, to),
  };
}
