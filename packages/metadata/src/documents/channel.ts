import { z } from 'zod';
import { bilingual, type Text } from '../text.js';
import { apiChannelSchema } from './channels/api.js';
import { callChannelSchema } from './channels/call.js';
import { mailChannelSchema } from './channels/mail.js';
import { messageChannelSchema } from './channels/message.js';
import { publicFormSchema } from './channels/public-form.js';
import { wechatChannelSchema } from './channels/wechat.js';

/** The types of channels; each has its schema here and its checker in check/check-channel.ts. */
export const channelTypes = {
  mail: { label: bilingual('邮件', 'Mail'), schema: mailChannelSchema },
  public_form: { label: bilingual('公开表单', 'Public form'), schema: publicFormSchema },
  call: { label: bilingual('电话', 'Telephone'), schema: callChannelSchema },
  api: { label: bilingual('接口', 'API'), schema: apiChannelSchema },
  message: { label: bilingual('外发消息', 'Message out'), schema: messageChannelSchema },
  wechat: { label: bilingual('微信公众号', 'WeChat'), schema: wechatChannelSchema },
} as const satisfies Record<string, { label: Text; schema: z.ZodObject }>;

export type ChannelType = keyof typeof channelTypes;
export type ChannelOf<T extends ChannelType> = z.infer<(typeof channelTypes)[T]['schema']>;

export const channelSchema = z.discriminatedUnion('type', [
  channelTypes.mail.schema,
  channelTypes.public_form.schema,
  channelTypes.call.schema,
  channelTypes.api.schema,
  channelTypes.message.schema,
  channelTypes.wechat.schema,
]);
export type Channel = z.infer<typeof channelSchema>;
