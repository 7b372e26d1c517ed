import { identifierSchema } from '@fieldwork/metadata';
import { z } from 'zod';

const server = z.strictObject({
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** TLS from the first byte; without it the connection is upgraded where the server offers it. */
  secure: z.boolean(),
  user: z.string().max(200).optional(),
});
const password = z.string().max(500);

/** A mailbox: of a channel (`app` and `channel`), or, without them, the one that sends notices. */
export const mailAccountSchema = z
  .strictObject({
    app: identifierSchema.nullable().default(null),
    channel: identifierSchema.nullable().default(null),
    address: z.email().max(250),
    name: z.string().trim().max(100).nullable().default(null),
    imap: server.nullable().default(null),
    smtp: server.nullable().default(null),
    /** Left out: the password that is kept already. */
    imapPassword: password.optional(),
    smtpPassword: password.optional(),
    isEnabled: z.boolean().default(true),
  })
  .refine(({ app, channel }) => (app === null) === (channel === null), 'a channel belongs to an app');
export type MailAccountBody = z.infer<typeof mailAccountSchema>;

export interface MailAccountData extends Omit<MailAccountBody, 'imapPassword' | 'smtpPassword'> {
  id: string;
  hasImapPassword: boolean;
  hasSmtpPassword: boolean;
  checkedAt: string | null;
  error: string | null;
}

/** How connecting went: null is well, else why not. */
export interface MailTestResult {
  imap: string | null;
  smtp: string | null;
}

export const noticeKinds = ['task', 'comment', 'record', 'rule', 'deadline'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a person wants to hear by mail; what is muted stays in the inbox. */
export const noticePreferenceSchema = z.strictObject({
  mail: z.enum(['none', 'each', 'daily']),
  muted: z.array(z.enum(noticeKinds)).max(noticeKinds.length).default([]),
});
export type NoticePreference = z.infer<typeof noticePreferenceSchema>;

/** One mail of a record's thread. */
export interface MailMessageData {
  id: string;
  direction: 'in' | 'out';
  kind: 'request' | 'reply' | 'automatic' | 'own' | 'held' | 'failed' | 'answer' | 'receipt';
  address: string;
  name: string | null;
  subject: string;
  at: string;
  error: string | null;
  link: { app: string; form: string; record: string } | null;
}
