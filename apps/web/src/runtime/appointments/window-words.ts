import { useLocale } from '../../words/words.js';

interface Span {
  from: string;
  to: string;
}

/** Days and hours of appointments in the reader's language, by the clocks of where the work is done. */
export function useWindowWords(timeZone: string) {
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const dayOf = (at: string) => day.format(new Date(at));
  const weekdayOf = (at: string) => weekday.format(new Date(at));
  const hoursOf = ({ from, to }: Span) => `${clock.format(new Date(from))}–${clock.format(new Date(to))}`;
  return {
    dayOf,
    weekdayOf,
    hoursOf,
    wholeOf: (span: Span) => `${dayOf(span.from)} ${weekdayOf(span.from)} ${hoursOf(span)}`,
    momentOf: (at: string) => `${dayOf(at)} ${clock.format(new Date(at))}`,
  };
}
