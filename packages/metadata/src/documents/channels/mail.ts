import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { assignmentsSchema, messageTemplateSchema } from '../effects.js';
import { channelBaseShape } from './channel-base.js';

/** A record that a mail has to do with, such as the contact who wrote it: the first that matches; `current.…` is the mail. */
const findSchema = z.strictObject({
  id: identifierSchema,
  form: formIdSchema,
  filter: expressionSchema,
});

/**
 * A mailbox whose mails become records. Expressions see the mail as `mail.subject`, `mail.text`, `mail.from`,
 * `mail.from_name`, `mail.received_at`, and what was found under its id. The account and its passwords are settings of
 * the installation, not part of the document.
 */
export const mailChannelSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('mail'),
  find: z.array(findSchema).max(5).optional(),
  set: assignmentsSchema,
  /** The attachment field that takes the files of a mail. */
  files: identifierSchema.optional(),
  /** Written when somebody answers in the thread of a record. */
  reply: z.strictObject({ set: assignmentsSchema }).optional(),
  /** Sent once to whoever began a thread; `{{field}}` are fields of the new record. */
  acknowledge: z.strictObject({ subject: messageTemplateSchema, body: messageTemplateSchema }).optional(),
  /** New records per sender and hour; what comes above is kept, but makes no record. */
  mostPerHour: z.int().min(1).max(1000).optional(),
});
export type MailChannel = z.infer<typeof mailChannelSchema>;
