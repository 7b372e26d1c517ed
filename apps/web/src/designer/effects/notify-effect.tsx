import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';
import { MessageEditor } from './message-editor.js';
import { PeopleEditor } from './people-editor.js';

function NotifySettings({ effect, ground, onChange }: EffectSettingsProps<ActionOf<'notify'>>) {
  const t = useWords(effectWords);
  return (
    <>
      <Setting label={t('to')}>
        <PeopleEditor people={effect.to} ground={ground} onChange={(to) => onChange({ ...effect, to })} />
      </Setting>
      <MessageEditor
        label={t('title')}
        value={effect.title}
        ground={ground}
        onChange={(title) => onChange({ ...effect, title: title ?? '' })}
      />
      <MessageEditor
        label={t('body')}
        isLong
        value={effect.body}
        ground={ground}
        onChange={(body) => {
          const { body: _before, ...rest } = effect;
          onChange(body === undefined ? rest : { ...rest, body });
        }}
      />
    </>
  );
}

export const notifyEffect: EffectKind<'notify'> = {
  begin: ({ title }) => ({ type: 'notify', to: [{ by: 'initiator' }], title }),
  Settings: NotifySettings,
};
