import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The zone in which moments are shown and asked for: the app's, as its figures count; the browser's until it is known. */
export function setTimeZone(zone: string | undefined): void {
  dayjs.tz.setDefault(zone);
}

/** An instant on the clock of that zone. */
export function momentOf(at: string | Date): Dayjs {
  return dayjs(at).tz();
}

/** What a clock in that zone shows (`2026-03-08T09:30`, or a day) as an instant. */
export function instantAt(wall: string): Dayjs {
  return dayjs.tz(wall);
}

/** What a picker shows, typed or chosen, as an instant: pickers read what is typed on the browser's own clock. */
export function instantShown(shown: Dayjs): string {
  return instantAt(shown.format('YYYY-MM-DDTHH:mm')).toISOString();
}
