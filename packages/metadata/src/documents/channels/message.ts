import { z } from 'zod';
import { identifierSchema } from '../../identifier.js';
import { assignmentsSchema, messageTemplateSchema } from '../effects.js';
import { channelBaseShape } from './channel-base.js';

/**
 * A message to somebody outside about a record of `form`: by whichever messenger the installation gives this channel,
 * SMS, WeChat, mail … `to` leads to his address (a telephone number, a mail address, the id of a follower) or to a
 * member, who has addresses of his own; a robot in a group needs none. `parameters` stand in the places of the
 * template that some messengers demand.
 */
export const messageChannelSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('message'),
  to: z.string().max(100).optional(),
  title: messageTemplateSchema,
  body: messageTemplateSchema.optional(),
  parameters: z
    .array(z.strictObject({ name: identifierSchema, value: messageTemplateSchema }))
    .max(20)
    .optional(),
  /** Set on the record when the other side refuses it for good, or cannot be reached for a day. */
  undelivered: assignmentsSchema.optional(),
  /** Leads members to the record. */
  linksRecord: z.boolean().optional(),
  /** Leads whoever gets it to this page of the type `portal`, by a link of his own. */
  linksPage: identifierSchema.optional(),
});
export type MessageChannel = z.infer<typeof messageChannelSchema>;
