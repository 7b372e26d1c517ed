import type { Text } from '@fieldwork/metadata';
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
  connection: (Omit<ConnectionBody, 'secrets'> & { kept: string[] }) | null;
  connectors: { id: string; label: Text; direction: 'in' | 'out' | 'ask'; nextAt: string | null }[];
}

export interface ConnectorRun {
  id: string;
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
