import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';
import { recordBodySchema } from './queries.js';
import type { RecordReference } from './records.js';

export const taskActionBodySchema = z.strictObject({
  action: z.string().max(48),
  reason: z.string().max(2000).optional(),
  values: recordBodySchema.optional(),
  /** Version of the record the person saw. */
  recordVersion: z.int().optional(),
});
export type TaskActionBody = z.infer<typeof taskActionBodySchema>;

export interface TaskData {
  id: string;
  app: string;
  form: string;
  flow: string;
  flowLabel: Text;
  node: string;
  label: Text;
  help?: Text;
  record: RecordReference;
  status: 'open' | 'done' | 'cancelled';
  /** Who can take it; `claimedBy` once one of several has taken it. */
  assignees: RecordReference[];
  claimedBy: RecordReference | null;
  createdAt: string;
  dueAt: string | null;
  completedAt: string | null;
  completedBy: RecordReference | null;
  action: string | null;
  reason: string | null;
  mine: boolean;
  editable: string[];
  required: string[];
  hidden: string[];
  actions: {
    id: string;
    label: Text;
    kind: 'complete' | 'return';
    reason: 'none' | 'optional' | 'required';
  }[];
}

/** A record's way through its flow: the strip of steps on the record page. */
export interface FlowProgress {
  instance: string;
  flow: string;
  label: Text;
  version: number;
  status: 'running' | 'completed' | 'terminated';
  startedAt: string;
  steps: {
    seq: number;
    node: string;
    type: string;
    label: Text;
    enteredAt: string;
    leftAt: string | null;
    by: RecordReference | null;
    action: string | null;
    actionLabel: Text | null;
    reason: string | null;
    /** What was done here was sent back: by this step itself, or by a later one that led to before it. */
    isTakenBack: boolean;
  }[];
  /** Nodes ahead on the plain way (tasks and end only), for the strip. */
  ahead: { node: string; label: Text }[];
}
