import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { Setting } from '../parts/setting.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

function MessageSettings({ effect, form, onChange }: EffectSettingsProps<ActionOf<'message'>>) {
  const t = useWords(effectWords);
  const text = useText();
  const channels = [...(useAppDocuments()?.channels.values() ?? [])].filter(
    (channel) => channel.type === 'message' && channel.form === form.id,
  );
  return (
    <Setting label={t('message_channel')} hint={channels.length === 0 ? t('message_none') : undefined}>
      <Select
        aria-label={t('message_channel')}
        value={effect.channel || null}
        status={channels.some(({ id }) => id === effect.channel) ? '' : 'error'}
        onChange={(channel) => onChange({ ...effect, channel })}
        options={channels.map(({ id, label }) => ({ value: id, label: text(label) }))}
      />
    </Setting>
  );
}

export const messageEffect: EffectKind<'message'> = {
  begin: () => ({ type: 'message', channel: 'message' }),
  Settings: MessageSettings,
};
