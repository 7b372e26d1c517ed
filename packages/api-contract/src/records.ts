import type { Issue } from '@fieldwork/metadata';
import { z } from 'zod';

export interface RecordReference {
  id: string;
  title: string | null;
  [lookup: string]: unknown;
}

/** A record as the API answers it; values in wire form. */
export interface RecordData {
  id: string;
  version: number;
  created_at: string;
  updated_at: string;
  created_by: RecordReference | null;
  updated_by: RecordReference | null;
  owner: RecordReference | null;
  department: RecordReference | null;
  deleted_at?: string | null;
  [field: string]: unknown;
}

export interface ListMeta {
  page: number;
  pageSize: number;
  total: number | null;
}
export interface Answer<T, M = undefined> {
  data: T;
  meta?: M;
}

/** What the caller may do with the records of a form: drives buttons and fields, the server decides again. */
export interface FormAccess {
  read: boolean;
  create: boolean;
  update: boolean;
  delete: boolean;
  import: boolean;
  export: boolean;
  hidden: string[];
  readOnly: string[];
  /** Whether it hangs on the record at hand if it may be changed or deleted: then its own rights are asked for. */
  byRecord: boolean;
}

export const recordRightsSchema = z.strictObject({ ids: z.array(z.uuid()).max(1000) });

/** What the caller may do with one record that he may read. */
export interface RecordRights {
  update: boolean;
  delete: boolean;
}

/** application/problem+json */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  requestId: string;
  issues?: Issue[];
  /** On 409: the record as it is now, and the fields where it differs from what the caller began with. */
  current?: RecordData;
  fields?: string[];
  /** On 409 of a publish: the steps that lose data and must be agreed to. */
  confirm?: string[];
}

/** One line of a record's timeline. */
export interface HistoryEntry {
  id: string;
  kind:
    | 'created'
    | 'updated'
    | 'deleted'
    | 'restored'
    | 'merged'
    | 'unmerged'
    | 'conflict'
    | 'task'
    | 'flow'
    | 'rule'
    | 'deadline'
    | 'notice';
  at: string;
  /** When it was done, where a device without signal reported it later. */
  happenedAt?: string | null;
  by: RecordReference | null;
  version: number | null;
  /** field → [before, after] in wire form */
  changes: Record<string, [unknown, unknown]>;
  /** kind `task`: node, action, label, reason, assignees; kind `rule`: rule and its label … */
  detail: Record<string, unknown>;
}
