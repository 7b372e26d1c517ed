import type { ChannelOf, ChannelType } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import type { DraftStore } from '../document/draft-store.js';
import type { KindSeed } from '../kinds/kind-design.js';
import { ApiDesigner } from './api-designer.js';
import { CallDesigner } from './call-designer.js';
import { MailDesigner } from './mail-designer.js';
import { MessageDesigner } from './message-designer.js';
import { PublicFormDesigner } from './public-form-designer.js';
import { WechatDesigner } from './wechat-designer.js';

export interface ChannelDesignerProps {
  store: DraftStore<'channel'>;
  reload: () => void;
}

/** A type of channels in the designer. */
interface ChannelDesign<T extends ChannelType> {
  Designer: ComponentType<ChannelDesignerProps>;
  begin: (seed: Omit<KindSeed, 'variant'>) => ChannelOf<T>;
}

export const channelDesigns: { [T in ChannelType]: ChannelDesign<T> } = {
  mail: {
    Designer: MailDesigner,
    begin: ({ id, label, form }) => ({ kind: 'channel', schema: 1, id, label, type: 'mail', form, set: [] }),
  },
  public_form: {
    Designer: PublicFormDesigner,
    // Which fields are asked has to be chosen: the designer shows what is missing.
    begin: (seed) => ({
      kind: 'channel',
      schema: 1,
      ...seed,
      type: 'public_form',
      questions: [{ field: 'subject' }],
      set: [],
    }),
  },
  call: {
    Designer: CallDesigner,
    begin: (seed) => ({
      kind: 'channel',
      schema: 1,
      ...seed,
      type: 'call',
      intake: 'intake',
      fields: { caller: 'caller', agent: 'agent' },
    }),
  },
  wechat: {
    Designer: WechatDesigner,
    begin: (seed) => ({ kind: 'channel', schema: 1, ...seed, type: 'wechat', set: [] }),
  },
  message: {
    Designer: MessageDesigner,
    begin: (seed) => ({ kind: 'channel', schema: 1, ...seed, type: 'message', title: seed.label }),
  },
  api: {
    Designer: ApiDesigner,
    begin: (seed) => ({ kind: 'channel', schema: 1, ...seed, type: 'api', fields: ['subject'], set: [] }),
  },
};
