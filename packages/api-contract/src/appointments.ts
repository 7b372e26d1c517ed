import { z } from 'zod';

/** A time that may be promised. Instants are ISO 8601. */
export interface AppointmentWindow {
  from: string;
  to: string;
  /** Somebody can come then beside all that is promised already. */
  isOpen: boolean;
}

/** What is promised for a record, and whether it may still be changed by whoever looks. */
export interface AppointmentState {
  from: string | null;
  to: string | null;
  canChoose: boolean;
  /** Until then a promise may be changed from outside; null where nothing is promised. */
  until: string | null;
  /** Of all days and hours. */
  timeZone: string;
}

/** The days ahead with their windows; from outside only those that are open. */
export interface AppointmentOffer extends AppointmentState {
  days: { day: string; windows: AppointmentWindow[] }[];
  /** Whether a window without room may be promised, with a reason. */
  mayOverbook: boolean;
}

const moment = z.iso.datetime({ offset: true });

/** The beginning of a window that was offered; null takes the promise back. */
export const appointmentBodySchema = z.strictObject({
  from: moment.nullable(),
  /** Why a time is promised that has no room. */
  reason: z.string().trim().min(1).max(500).optional(),
});
export type AppointmentBody = z.infer<typeof appointmentBodySchema>;

export const portalAppointmentSchema = z.strictObject({ from: moment.nullable() });
export type PortalAppointment = z.infer<typeof portalAppointmentSchema>;
