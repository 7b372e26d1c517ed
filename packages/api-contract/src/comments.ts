import { z } from 'zod';
import type { RecordReference } from './records.js';

export interface CommentFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

const body = z.string().trim().min(1).max(10_000);
const people = z.array(z.uuid()).max(30);

/** `id`: made by the writer, so that the same comment sent twice is one comment. */
export const newCommentSchema = z.strictObject({
  id: z.uuid().optional(),
  body,
  audience: z.enum(['internal', 'customer']).default('internal'),
  mentions: people.optional(),
  files: z.array(z.uuid()).max(20).optional(),
});
export type NewComment = z.infer<typeof newCommentSchema>;

export const changedCommentSchema = z.strictObject({ body, mentions: people.optional() });
export const followSchema = z.strictObject({ following: z.boolean() });

export interface CommentData {
  id: string;
  at: string;
  editedAt: string | null;
  /** null: the platform; of somebody outside only the title. */
  by: RecordReference | { id: null; title: string } | null;
  audience: 'internal' | 'customer';
  /** Empty once it was taken back. */
  body: string;
  isDeleted: boolean;
  mentions: RecordReference[];
  files: CommentFile[];
  /** Whether the reader may still change it. */
  mayChange: boolean;
}

/** What goes along with a list of comments. */
export interface CommentsMeta {
  following: boolean;
  /** Which comments the reader may write. */
  writes: 'all' | 'customer' | 'none';
}
