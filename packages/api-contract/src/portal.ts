import type { Brand, Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { AppointmentState } from './appointments.js';
import type { PublicQuestion } from './public-forms.js';

/** A signature comes as its strokes alone: who signed what, and when, is written by the server. */
export interface PortalQuestion extends PublicQuestion {
  /** Of a signature: what is signed, in words. */
  signed: Text[] | null;
}

/** A message, to or from whoever has the link. */
export interface PortalWords {
  id: string;
  isMine: boolean;
  name: string | null;
  text: string;
  at: string;
  files: { id: string; name: string; isPicture: boolean }[];
}

/** A library, by its name. */
export interface PortalLibrary {
  label: Text;
  path: string;
}

/** One record as somebody outside sees it by his link. */
export interface PortalData {
  brand: Brand;
  intro: Text | null;
  title: string;
  shown: { label: Text; text: Text }[];
  steps: { id: string; label: Text; state: 'done' | 'now' | 'ahead'; at: string | null }[];
  actions: {
    id: string;
    label: Text;
    help: Text | null;
    style: 'primary' | 'plain' | 'danger';
    thanks: Text | null;
    questions: PortalQuestion[];
  }[];
  /** null: no time is chosen here. */
  appointment: (AppointmentState & { label: Text | null; help: Text | null }) | null;
  /** null: no messages here. */
  messages: PortalWords[] | null;
  /** Where something can be read that may help. */
  library: PortalLibrary | null;
  /** Stands for what is shown: an act says on which it was decided. */
  seen: string;
  expiresAt: string;
  /** Of all its times. */
  timeZone: string;
}

export const portalQuerySchema = z.object({ t: z.string().max(200).default('') });
export const portalActSchema = z.strictObject({
  action: z.string().max(48),
  values: z.record(z.string().max(63), z.json()).default({}),
  /** Made by the page when it was opened: the same act is taken once. */
  key: z.uuid(),
  /** The `seen` of the page that it was decided on: where it shows something else by now, the act is refused. */
  seen: z.string().max(64).optional(),
});
export type PortalAct = z.infer<typeof portalActSchema>;
export const portalMessageSchema = z
  .strictObject({
    id: z.uuid({ version: 'v7' }),
    text: z.string().trim().max(4000).default(''),
    /** Pictures that were sent before, by the same link. */
    files: z.array(z.uuid()).max(6).default([]),
  })
  .refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], message: 'is empty' });
export type PortalMessage = z.infer<typeof portalMessageSchema>;
