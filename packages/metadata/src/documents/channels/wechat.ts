import { z } from 'zod';
import { assignmentsSchema, messageTemplateSchema } from '../effects.js';
import { channelBaseShape } from './channel-base.js';

/**
 * What followers of a WeChat official account write becomes records. Expressions see `message.text` and
 * `message.openid`. The account with its token and key is a messenger of the installation.
 */
export const wechatChannelSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('wechat'),
  set: assignmentsSchema,
  /** Said at once to whoever wrote; `{{field}}` are fields of the new record. */
  reply: messageTemplateSchema.optional(),
  /** Said to new followers, and to those who press a button of the menu. */
  welcome: messageTemplateSchema.optional(),
  /** New records per follower and hour. */
  mostPerHour: z.int().min(1).max(1000).optional(),
});
export type WechatChannel = z.infer<typeof wechatChannelSchema>;
