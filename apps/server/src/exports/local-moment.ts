const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clock on the wall of a zone shows it: `2026-02-28T08:30:00`. */
export function localMoment(instant: string, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant)).replace(' ', 'T');
}
