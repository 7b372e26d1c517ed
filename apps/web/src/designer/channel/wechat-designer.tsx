import { followerTypes, type WechatChannel } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { MessageEditor } from '../effects/message-editor.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';
import { messageDesignWords } from './message-design-words.js';

/** Designs what followers of an official account write becomes. */
export function WechatDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(messageDesignWords);
  const channel = useDraftView(store).document as WechatChannel;
  const { form, ground } = useGround(channel.form);
  const set = (key: keyof WechatChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as WechatChannel, key, value), key);
  const message = useMemo(
    (): Ground => ({
      fields: [],
      names: {
        ...ground.names,
        types: { ...ground.names.types, ...followerTypes },
        words: new Map([
          ['message.text', t('follower_text')],
          ['message.openid', t('follower_openid')],
          ...ground.names.words,
        ]),
      },
    }),
    [ground, t],
  );
  return (
    <DesignSheet kind="channel" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('wechat_hint')}</p>
      <FormSelect
        label={t('becomes')}
        value={channel.form}
        onChange={(next) => store.change(() => ({ ...channel, form: next, set: [] }))}
      />
      <Setting label={t('values')}>
        <AssignmentsEditor target={form} set={channel.set} ground={message} onChange={set('set')} />
      </Setting>
      <MessageEditor
        label={t('reply')}
        isLong
        value={channel.reply}
        ground={ground}
        onChange={set('reply')}
      />
      <MessageEditor
        label={t('welcome')}
        isLong
        value={channel.welcome}
        ground={ground}
        onChange={set('welcome')}
      />
      <NumberSetting
        label={t('most_per_hour')}
        min={1}
        max={1000}
        value={channel.mostPerHour ?? 20}
        onChange={set('mostPerHour')}
      />
    </DesignSheet>
  );
}
