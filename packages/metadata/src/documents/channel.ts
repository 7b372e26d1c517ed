import { z } from 'zod';
import { bilingual, type Text } from '../text.js';
import { mailChannelSchema } from './channels/mail.js';

/** The types of channels; each has its schema here and its checker in check/check-channel.ts. */
export const channelTypes = {
  mail: { label: bilingual('邮件', 'Mail'), schema: mailChannelSchema },
} as const satisfies Record<string, { label: Text; schema: z.ZodObject }>;

export type ChannelType = keyof typeof channelTypes;
export type ChannelOf<T extends ChannelType> = z.infer<(typeof channelTypes)[T]['schema']>;

export const channelSchema = z.discriminatedUnion('type', [channelTypes.mail.schema]);
export type Channel = z.infer<typeof channelSchema>;
