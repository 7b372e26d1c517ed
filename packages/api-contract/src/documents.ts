import {
  type App,
  type AppDocuments,
  type Issue,
  identifierSchema,
  type Kind,
  kinds,
  type Text,
  textSchema,
} from '@fieldwork/metadata';
import { z } from 'zod';
import type { FormAccess } from './records.js';

export const createAppSchema = z.strictObject({
  id: identifierSchema.optional(),
  label: textSchema,
  icon: z.string().max(40).optional(),
  color: z.string().max(20).optional(),
});

/** An exported app. `existing`: what happens when an app of its id is there; `as`: under another id and name. */
export const importAppSchema = z.strictObject({
  format: z.literal('fieldwork-app'),
  documents: z
    .array(z.looseObject({ kind: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]), id: z.string() }))
    .min(1)
    .max(2000),
  existing: z.enum(['refuse', 'update']).default('refuse'),
  as: createAppSchema.pick({ id: true, label: true }).required().optional(),
  /** Keys of the steps that lose data and are agreed to. */
  confirm: z.array(z.string().max(200)).max(500).optional(),
});

/** What came of an import: how many documents were written, and how many of the app were not in the file and stay. */
export interface ImportedApp {
  id: string;
  written: number;
  kept: number;
}

export const saveDraftSchema = z.strictObject({
  document: z.record(z.string(), z.json()),
  /** The revision the designer began with; another one on the server is a 409. */
  revision: z.int().min(0).optional(),
});

export const publishSchema = z.strictObject({
  revision: z.int().min(0).optional(),
  /** Keys of the steps that lose data and are agreed to. */
  confirm: z.array(z.string().max(200)).max(200).optional(),
  note: z.string().max(500).optional(),
});

/** `name`: of the form or the app as people read it, typed by who takes it away with its records. */
export const removalSchema = z.strictObject({ name: z.string().max(2000).optional() });

/** What stands in the way of taking a published document away, and what goes with it. */
export interface RemovalLook {
  label: Text;
  /** Documents that refer to it. */
  users: { kind: Kind; id: string; label: Text }[];
  /** Other reasons, in words. */
  reasons: Text[];
  /** Of a form: how many records go with it, those in the recycle bin counted; null of everything else. */
  records: number | null;
}

/** One step of a publish in words; `key` is what `confirm` takes. */
export interface PublishStep {
  key: string;
  losesData: boolean;
  text: { 'zh-CN': string; en: string };
}

export interface DraftData {
  app: string;
  kind: Kind;
  id: string;
  document: unknown;
  revision: number;
  publishedVersion: number | null;
  updatedAt: string;
  updatedBy: string | null;
  /** Whether the draft differs from what is published. */
  changed: boolean;
  issues: Issue[];
  /** What publishing it now would do to the data. */
  steps: PublishStep[];
}

export interface VersionData {
  version: number;
  publishedAt: string;
  publishedBy: string | null;
  note: string | null;
}

export interface AppSummary {
  id: string;
  label: App['label'];
  icon: string | null;
  color: string | null;
  description: App['description'] | null;
}

/** All that the runtime needs of an app: its published documents as far as the caller may see them. */
export interface AppData {
  app: App;
  revision: number;
  canDesign: boolean;
  roles: string[];
  /** The page on which the caller begins; null for the first of the menu. */
  home: string | null;
  access: Record<string, FormAccess>;
  forms: Values<AppDocuments['forms']>;
  flows: Values<AppDocuments['flows']>;
  /** For formulas that count working time. */
  calendars: Values<AppDocuments['calendars']>;
  /** Forms on whose records clocks run, and the fields in which due times and states are kept. */
  clocks: { form: string; due: string | null; state: string | null }[];
  kpis: Values<AppDocuments['kpis']>;
  matchings: MatchingBrief[];
  /** Forms about whose new records decision tables say something before they are saved. */
  previews: string[];
  /** Other systems that are asked while a record of the form is filled in. */
  asks: { id: string; form: string; rows: string | null; label: Text; needs: string[]; gives: string[] }[];
  /** Ledgers whose movements the caller may read. */
  ledgers: Values<AppDocuments['ledgers']>;
  reports: Values<AppDocuments['reports']>;
  pages: Values<AppDocuments['pages']>;
}

/** What a page needs to ask a matching; how it decides stays with the server. */
export interface MatchingBrief {
  id: string;
  label: Text;
  form: string;
  candidates: string;
  field: string | null;
  /**
   * The fields in which times are promised; null where none are. `isTrusted`: the caller promises them whether or not
   * he may change the record.
   */
  appointments: { from: string; to: string; isTrusted: boolean } | null;
}
type Values<M> = M extends ReadonlyMap<string, infer D> ? D[] : never;
