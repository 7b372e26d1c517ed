export type Audience = 'internal' | 'customer';

/** A record that is spoken of. */
export interface Subject {
  app: string;
  form: string;
  recordId: string;
}

export interface StoredComment extends Subject {
  id: string;
  author: string | null;
  authorName: string | null;
  audience: Audience;
  body: string;
  mentions: string[];
  files: string[];
  at: string;
  editedAt: string | null;
  deletedAt: string | null;
}

/** `origin`: where it came from when nobody wrote it here, such as a mail. */
export type NewRow = Pick<
  StoredComment,
  'id' | 'author' | 'authorName' | 'audience' | 'body' | 'mentions' | 'files'
> & {
  origin: Record<string, unknown> | null;
};
