import { z } from 'zod';
import type { RecordData } from './records.js';

/** Everything of one record that its overview shows, as far as the reader may see it. */
export interface OverviewData {
  record: RecordData;
  figures: Record<string, unknown>;
  lists: OverviewListData[];
  /** Newest first. */
  moments: OverviewMoment[];
}
export interface OverviewListData {
  id: string;
  records: RecordData[];
  hasMore: boolean;
}

/** A record, or something said about one, at its place in time; `source` is its entry in the page's time line. */
export interface OverviewMoment {
  source: string;
  at: string;
  form: string;
  record: RecordData;
  comment: { by: string | null; body: string; audience: 'internal' | 'customer' } | null;
}

export const lookupSchema = z.strictObject({ q: z.string().trim().min(1).max(100) });
export const givenLookupSchema = z.strictObject({ form: z.string().max(48), id: z.uuid() });

/** A found record, what it gives to the new one, and the overview that opens beside it. */
export interface IntakeHit {
  search: string;
  form: string;
  record: RecordData;
  values: Record<string, unknown>;
  overview: { page: string; id: string } | null;
}

/** What a telephone exchange reports; `callId` is its own name of the call, so that it can report it again. */
export const callBodySchema = z.strictObject({
  channel: z.string().max(48).optional(),
  caller: z.string().trim().min(2).max(30),
  /** Login of the person it rings for. */
  agent: z.string().trim().min(1).max(100),
  callId: z.string().trim().min(1).max(100).optional(),
  state: z.enum(['ringing', 'accepted', 'missed']).default('ringing'),
});
export type CallBody = z.infer<typeof callBodySchema>;

export const callStateSchema = z.strictObject({ state: z.enum(['accepted', 'missed']) });

/** A call that rings for the person who asks. */
export interface CallData {
  id: string;
  app: string;
  caller: string;
  state: 'ringing' | 'accepted' | 'missed';
  at: string;
  intake: string;
  log: { form: string; id: string } | null;
  /** Who calls, if the number is known. */
  hit: IntakeHit | null;
}
