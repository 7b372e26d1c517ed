import type { ChannelOf, ChannelType } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import type { DraftStore } from '../document/draft-store.js';
import type { KindSeed } from '../kinds/kind-design.js';
import { MailDesigner } from './mail-designer.js';

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
};
