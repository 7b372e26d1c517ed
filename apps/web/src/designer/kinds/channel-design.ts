import { bilingual, type ChannelType, channelTypes } from '@fieldwork/metadata';
import { ChannelDesigner } from '../channel/channel-designer.js';
import { channelDesigns } from '../channel/channel-designs.js';
import type { KindDesign } from './kind-design.js';

export const channelDesign: KindDesign<'channel'> = {
  plural: bilingual('渠道', 'Channels'),
  hint: bilingual(
    '客户的请求从哪里来，怎样变成记录',
    'Where requests come from, and how they become records',
  ),
  create: bilingual('新建渠道', 'New channel'),
  example: bilingual('例如：服务邮箱', 'For example: Service mailbox'),
  isAboutForm: true,
  variants: Object.entries(channelTypes).map(([id, { label }]) => ({ id, label })),
  begin: ({ variant, ...seed }) => channelDesigns[variant as ChannelType].begin(seed),
  Designer: ChannelDesigner,
};
