import type { Calendar, DecisionTable, FieldPage, Flow, Form, Issue, Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { FormAccess, RecordData } from './records.js';
import type { TaskData } from './tasks.js';

const uuid = z.uuid();
const name = z.string().min(1).max(63);
const values = z.record(z.string().max(63), z.unknown());

/** What a device without signal may wish; the server decides each again, with the rights of now. */
export const wishSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('record.create'), form: name, id: uuid, values }),
  /** `before`: what the changed fields held when the device began, for a merge field by field. */
  z.strictObject({
    name: z.literal('record.change'),
    form: name,
    id: uuid,
    values,
    before: values,
    version: z.int().min(0),
  }),
  z.strictObject({
    name: z.literal('task.act'),
    form: name,
    record: uuid,
    /** The task as it was pulled. One that only came to be on the device, behind a wish that still waits, has no id yet: */
    task: uuid.optional(),
    /** then it is the caller's open task of the record at this node of this flow, once the wishes before are applied. */
    flow: name.optional(),
    node: name.optional(),
    action: z.string().max(48),
    reason: z.string().max(2000).optional(),
    values: values.optional(),
    before: values.optional(),
  }),
  z.strictObject({
    name: z.literal('comment.add'),
    form: name,
    record: uuid,
    id: uuid,
    body: z.string().max(20_000),
  }),
]);
export type Wish = z.infer<typeof wishSchema>;

/** One entry of a device's queue. `seq` counts up without gaps per device; an entry is applied once, in order. */
export const mutationSchema = z.strictObject({
  seq: z.int().min(1),
  id: uuid,
  /** When it happened by the device's clock, and by a clock that nobody sets: milliseconds since the device's start. */
  at: z.iso.datetime({ offset: true }),
  elapsedMs: z.number().min(0),
  /** Names the start of the device (or of the page) from which `elapsedMs` counts; of another start it tells nothing. */
  start: z.string().max(64).optional(),
  wish: wishSchema,
  /** Entries before it without which it makes no sense, such as the creation of its record. */
  needs: z.array(z.int().min(1)).max(20).optional(),
});
export type Mutation = z.infer<typeof mutationSchema>;

/** Where a phone was, as far as its owner lets it be known. Degrees and metres. */
export const devicePositionSchema = z.strictObject({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  accuracy: z.number().min(0).max(1_000_000),
  at: z.iso.datetime({ offset: true }),
});
export type DevicePosition = z.infer<typeof devicePositionSchema>;

export const pushBodySchema = z.strictObject({
  device: uuid,
  /** The device's clocks at sending, to tell how far its clock is off. */
  sentAt: z.iso.datetime({ offset: true }),
  elapsedMs: z.number().min(0),
  start: z.string().max(64).optional(),
  /** How many wait after these, pictures included. */
  waiting: z.int().min(0),
  mutations: z.array(mutationSchema).max(100),
  /** Kept only within the hours that a page of type `field` of the app names. */
  position: devicePositionSchema.optional(),
});
export type PushBody = z.infer<typeof pushBodySchema>;

/** Both sides changed the same field: which value stands, and which was put aside. Shown once to either side. */
export interface FieldConflict {
  form: string;
  record: string;
  field: string;
  mine: unknown;
  theirs: unknown;
  kept: 'mine' | 'theirs';
}

export interface MutationResult {
  seq: number;
  /** `applied` also when some fields were merged. `refused`: nothing of it was done, and why. */
  state: 'applied' | 'refused';
  message?: Text;
  issues?: Issue[];
  conflicts?: FieldConflict[];
  /** What can be wished in its place: a task is gone, but what was filled in with it may still be written. */
  offer?: Wish;
}

export interface PushAnswer {
  results: MutationResult[];
  /** Every entry up to this one is settled; the device may forget them once it has shown what was refused. */
  settledSeq: number;
  serverTime: string;
  /** How far the device's clock is off, in milliseconds; shown over five minutes. */
  clockOffMs: number;
}

export const pullBodySchema = z.strictObject({
  device: uuid,
  page: name,
  waiting: z.int().min(0),
  /** What the device has: form → record → tag. Only what differs is sent. */
  known: z.record(z.string().max(63), z.record(z.string().max(63), z.string().max(64))),
  /** The revision of the documents it has. */
  revision: z.string().max(64).optional(),
});
export type PullBody = z.infer<typeof pullBodySchema>;

/** What a device holds of one form. */
export interface PulledForm {
  form: string;
  access: FormAccess;
  changed: { tag: string; record: RecordData }[];
  /** No longer his, deleted, or out of the days that are kept. */
  gone: string[];
}

export interface PullAnswer {
  /** The documents the engines need, as the caller may see them; left out when the revision is the same. */
  documents?: {
    revision: string;
    forms: Form[];
    /** Those his open tasks are pinned to, each with its version. */
    flows: { version: number; document: Flow }[];
    calendars: Calendar[];
    decisionTables: DecisionTable[];
    page: FieldPage;
  };
  sets: PulledForm[];
  tasks: PulledTask[];
  serverTime: string;
  /** What did not fit into the page's limits: form and how many were left out. */
  leftOut?: { form: string; count: number }[];
}

/** A task with the version of the flow that it is pinned to, so that the device can tell what comes next. */
export interface PulledTask extends TaskData {
  version: number;
}

/** A phone that works for somebody: when it was last heard of and what it still holds back. */
export interface DeviceData {
  id: string;
  name: string;
  user: { id: string; title: string | null };
  lastSeenAt: string;
  waiting: number;
  clockOffMs: number;
  revokedAt: string | null;
  position: DevicePosition | null;
}

/** `GET /devices/{id}/standing`, without signing in: a phone that was shut out is signed out as well, and wipes itself. */
export interface DeviceStanding {
  isShutOut: boolean;
}

/**
 * `replaces`: the id under which this same phone was known before. A phone begins anew when it and its server no longer
 * count alike, after either of them was set back; then the one that it was is listed no more.
 */
export const registerDeviceSchema = z.strictObject({
  id: uuid,
  name: z.string().min(1).max(120),
  replaces: uuid.optional(),
});
export type RegisterDevice = z.infer<typeof registerDeviceSchema>;

/**
 * `POST /files/uploads` announces a file whose id the device gave it, so that wishes can name it before a byte of it is
 * here; the pieces follow, after the wishes: `PATCH /files/uploads/{id}?offset=N` with the bytes as
 * application/octet-stream. Announcing again answers how far it is, so that an upload goes on after a cut.
 */
export const uploadBodySchema = z.strictObject({
  id: uuid,
  name: z.string().min(1).max(255),
  size: z.int().min(1),
  type: z.string().max(100),
  /** Lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UploadBody = z.infer<typeof uploadBodySchema>;

export interface UploadData {
  id: string;
  offset: number;
  size: number;
  isDone: boolean;
}
