import { z } from 'zod';
import { holidaySetNames } from '../holidays/holiday-sets.js';
import { identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
export const slotSchema = z.strictObject({
  from: z.string().regex(clock, 'HH:MM'),
  /** At or before `from`: on the next day. `24:00` ends with the day. */
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM, or 24:00'),
});
export type CalendarSlot = z.infer<typeof slotSchema>;
const slots = z.array(slotSchema).max(12);

/** Days that are not like their weekday. No slots: off. */
export const calendarExceptionSchema = z.strictObject({
  date: z.iso.date(),
  /** The last day, where it is several. */
  to: z.iso.date().optional(),
  label: textSchema.optional(),
  slots,
});
export type CalendarException = z.infer<typeof calendarExceptionSchema>;

/** Working time: a week of slots, and the days that are different. */
export const calendarSchema = z.strictObject({
  kind: z.literal('calendar'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  /** IANA name; the app's when left out. */
  timeZone: z.string().max(60).optional(),
  /** Monday to Sunday. Left out, the week of the first calendar that is included. */
  week: z.array(slots).length(7).optional(),
  /** Sets of public holidays that ship with the product. */
  holidays: z.array(z.enum(holidaySetNames)).max(10).optional(),
  /** The slots of a make-up day; those of the first working weekday when left out. */
  makeUp: slots.optional(),
  /** Other calendars whose holidays and exceptions hold here too; what stands here goes before them. */
  include: z.array(identifierSchema).max(10).optional(),
  exceptions: z.array(calendarExceptionSchema).max(1000).optional(),
});
export type Calendar = z.infer<typeof calendarSchema>;
