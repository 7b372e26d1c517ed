import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';

/** One question of a public form, as much of its field as a visitor needs. */
export interface PublicQuestion {
  id: string;
  type: string;
  label: Text;
  hint: Text | null;
  required: boolean;
  options: { id: string; label: Text }[] | null;
  /** Digits after the point of a number. */
  scale: number | null;
  /** From where to where, of whole numbers that are few enough to be tapped. */
  range: { least: number; most: number } | null;
}

/** A public form as a visitor sees it, with the work his browser has to do before it may send anything. */
export interface PublicFormData {
  app: Text;
  label: Text;
  intro: Text | null;
  color: string | null;
  questions: PublicQuestion[];
  about: { label: Text; value: Text }[] | null;
  /** The link is void or not ours; `typed`: what the visitor may name the thing by instead. */
  refused: { typed: Text | null } | null;
  /** Whoever has signed in elsewhere: his names, and answers that he may change. */
  visitor: { names: string[]; answers: Record<string, unknown> } | null;
  /** Records of his of which he chooses what the form is about, each by a token for this form; null: none. */
  choices: { label: Text; required: boolean; items: { token: string; title: string }[] } | null;
  limits: { files: number; megabytes: number };
  /** What may help is looked for by the answers to these; `path`: where all of it is read. */
  help: { questions: string[]; path: string } | null;
  challenge: { text: string; bits: number };
}

export const solutionSchema = z.strictObject({
  challenge: z.string().min(10).max(300),
  nonce: z.string().regex(/^[0-9]{1,15}$/),
});

export const publicRequestSchema = z.strictObject({
  ...solutionSchema.shape,
  token: z.string().max(200).nullable().default(null),
  /** Names whoever has signed in elsewhere. */
  visitor: z.string().max(400).nullable().default(null),
  /** What the visitor calls the thing whose link is not valid. */
  typed: z.string().trim().min(1).max(100).nullable().default(null),
  values: z.record(z.string().max(100), z.json()),
});
export type PublicRequest = z.infer<typeof publicRequestSchema>;

export interface PublicReceipt {
  number: string | null;
  text: Text | null;
  /** Where the visitor can follow his request. */
  path?: string | null;
}

/** The address of a public form for one record, to be printed as a QR code. */
export interface PublicLink {
  channel: string;
  label: Text;
  path: string;
}
