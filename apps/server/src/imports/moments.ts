import { isDate } from '@fieldwork/expression';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface LocalMoment {
  day: string;
  /** `HH:MM:SS`, or null where only a day is written. */
  time: string | null;
  /** `+08:00` or `Z` where the text says so itself. */
  zone: string | null;
}

const pattern =
  /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?(?:[T\s]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d+)?)?\s*(AM|PM|上午|下午)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const two = (part: string) => part.padStart(2, '0');

/** A day (and time) as people and systems write it; null where the text is none, or none in this order. */
export function readMoment(text: string, order: DateOrder): LocalMoment | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, a = '', b = '', c = '', hour, minute, second, half, zone] = match;
  const isYearFirst = a.length === 4;
  if (isYearFirst !== (order === 'ymd')) return null;
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full.padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (!isDate(date)) return null;
  if (hour === undefined || minute === undefined) return { day: date, time: null, zone: null };
  const isAfternoon = half !== undefined && /pm|下午/i.test(half);
  let hours = Number(hour) % (half === undefined ? 100 : 12);
  if (isAfternoon) hours += 12;
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const offset = zone === undefined ? null : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  return { day: date, time: `${two(String(hours))}:${minute}:${second ?? '00'}`, zone: offset };
}

/** The one order in which all samples are days; day before month where both would do, as most of the world writes. */
export function orderOf(samples: readonly string[]): DateOrder | null {
  const fits = (['ymd', 'dmy', 'mdy'] as const).filter((order) =>
    samples.every((sample) => readMoment(sample, order) !== null),
  );
  return fits[0] ?? null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMinutes(instantMs: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    parts.year as number,
    (parts.month as number) - 1,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
  );
  return Math.round((local - Math.floor(instantMs / 1000) * 1000) / 60_000);
}

/** The instant that clocks in this zone show as such; in the hour that summer time skips, the one after the jump. */
export function instantOf({ day, time, zone }: LocalMoment, timeZone: string): string {
  if (zone !== null) return new Date(`${day}T${time ?? '00:00:00'}${zone}`).toISOString();
  const local = Date.parse(`${day}T${time ?? '00:00:00'}Z`);
  const guess = local - offsetMinutes(local, timeZone) * 60_000;
  return new Date(local - offsetMinutes(guess, timeZone) * 60_000).toISOString();
}
