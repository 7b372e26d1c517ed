import type { AppData, PulledTask, RecordData } from '@fieldwork/api-contract';
import type { DecisionTable, FieldPage, Flow } from '@fieldwork/metadata';
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Session } from '../../api/session.js';
import type { Entry } from './entry.js';
import { migrations } from './migrations.js';

/** What the engines need, as it was last pulled. */
export interface Ground {
  app: AppData;
  page: FieldPage;
  session: Session;
  /** The versions his open tasks are pinned to. */
  flows: { version: number; document: Flow }[];
  tables: DecisionTable[];
  revision: string;
}

/** When the phone was last in step with the server, and how much it holds. */
export interface Freshness {
  at: string;
  records: number;
  bytes: number;
  leftOut: { form: string; count: number }[];
}

export interface Meta {
  /** `replaces`: the id that it had before it began anew with its server. */
  device: { id: string; isRegistered: boolean; replaces?: string };
  /** When it began anew, and how much it sent again. */
  beganAnew: { at: string; count: number; isSeen: boolean };
  /** The last number given to a wish; it only rises. */
  seq: number;
  clock: { elapsedMs: number; wallMs: number };
  ground: Ground;
  fresh: Freshness;
  /** How many pictures and files did not come along for want of room. */
  filesLeftOut: number;
  /** Whether positions may be told; asked once. */
  tellsPosition: boolean;
}

export interface KeptRecord {
  form: string;
  id: string;
  tag: string;
  record: RecordData;
}

/** A picture or file that was made here; it stays until its record leaves the phone. */
export interface KeptFile {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  blob: Blob;
  /** How much of it the server has; null: not announced yet. */
  offset: number | null;
  isDone: boolean;
  at: string;
  /** Why the server does not take it, in words; it stays here until the person decides. */
  failure?: string;
}

/** A picture or file of the office that came along; it can be fetched again. */
export interface Download {
  id: string;
  size: number;
  blob: Blob;
}

/** What somebody has begun in a step and not finished: outlives a killed tab. */
export interface KeptDraft {
  key: string;
  values: Record<string, unknown>;
}

export const draftKeyOf = (record: string, step: string) => `field.${record}.${step}`;

export interface FieldSchema extends DBSchema {
  meta: { key: keyof Meta; value: Meta[keyof Meta] };
  records: { key: [string, string]; value: KeptRecord };
  tasks: { key: string; value: PulledTask };
  queue: { key: number; value: Entry };
  files: { key: string; value: KeptFile };
  drafts: { key: string; value: KeptDraft };
  downloads: { key: string; value: Download };
}
export type FieldDatabase = IDBPDatabase<FieldSchema>;

export const databaseName = (user: string, app: string) => `fieldwork-field.${user}.${app}`;

/** Opens the phone's database and brings an older one up to date; nothing in it is ever dropped on the way. */
export function openDatabase(name: string, onOutdated: () => void): Promise<FieldDatabase> {
  return openDB<FieldSchema>(name, migrations.length, {
    upgrade(database, from) {
      for (const migrate of migrations.slice(from)) migrate(database);
    },
    // Another tab with a newer version waits for this one.
    blocking: onOutdated,
  });
}

export function dropDatabase(name: string): Promise<void> {
  return deleteDB(name);
}
