import type { Connector, Text } from '@fieldwork/metadata';
import { z } from 'zod';

const values = z.record(z.string().max(40), z.string().max(2000));

/** A way to sign in at another system, and what it wants to know. */
export interface ConnectionKind {
  auth: string;
  label: Text;
  settings: { id: string; label: Text; hint?: Text; isSecret?: boolean; isOptional?: boolean }[];
}

/** The connection of an app to another system. Secrets that are left out stay as they are. */
export const connectionSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  auth: z.string().max(40),
  settings: values.default({}),
  secrets: values.default({}),
  isEnabled: z.boolean().default(true),
});
export type ConnectionBody = z.infer<typeof connectionSchema>;

/** A system that connectors of the app speak with; not set up: only its name. */
export interface ConnectionData {
  system: string;
  /** What people call it. */
  label: Text;
  connection: (Omit<ConnectionBody, 'secrets'> & { kept: string[] }) | null;
  connectors: {
    id: string;
    label: Text;
    direction: Connector['direction'];
    nextAt: string | null;
    hook: HookData | null;
  }[];
}

const headerSchema = z.string().regex(/^[A-Za-z0-9-]{1,60}$/);

/** How calls of another system are signed: by Standard Webhooks 1.0, or a plain HMAC-SHA256 of the body in a header. */
const hookSigningSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('standard') }),
  z.strictObject({
    by: z.literal('hmac'),
    header: headerSchema,
    encoding: z.enum(['hex', 'base64']),
    /** Stands before the signature, such as `sha256=`. */
    prefix: z.string().max(20).default(''),
    /** Where the id of the message stands; left out: the contents stand for it, and equal ones are taken once. */
    idHeader: headerSchema.optional(),
  }),
]);
export type HookSigning = z.infer<typeof hookSigningSchema>;

const base64 = 'A'.repeat(22);

/** An address that another system calls. A secret that is left out is made here, or stays as it is. */
export const hookSchema = z
  .strictObject({
    signing: hookSigningSchema,
    secret: z.string().min(16).max(200).optional(),
    isEnabled: z.boolean().default(true),
  })
  .refine(
    ({ signing, secret = base64 }) =>
      signing.by === 'hmac' || /^(whsec_)?[A-Za-z0-9+/]{22,}={0,2}$/.test(secret),
    {
      path: ['secret'],
      message: 'must be base64 of at least 16 bytes',
    },
  );
export type HookBody = z.infer<typeof hookSchema>;
export type HookData = Omit<HookBody, 'secret'>;

export interface ConnectorRun {
  id: string;
  /** A call of the other side, which can be taken once more. */
  isCall: boolean;
  isDry: boolean;
  startedAt: string;
  finishedAt: string | null;
  read: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  error: string | null;
  /** The first that could not be taken. */
  errors: { item: string; reason: Text }[];
}

/** What another system says while a record is filled in. */
export interface AskedData {
  shown: { label: Text; text: string }[];
  /** Values for fields of the record; whoever fills it in takes them over. */
  values: Record<string, unknown>;
  /** It did not answer, or something that cannot be read: the record can be filled in without it. */
  problem: Text | null;
  askedAt: string;
}

export const askSchema = z.strictObject({ values: z.record(z.string().max(63), z.unknown()) });
export const runConnectorSchema = z.strictObject({ dry: z.boolean().default(false) });
