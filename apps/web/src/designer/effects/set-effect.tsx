import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

function SetSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'set'>>) {
  const t = useWords(effectWords);
  return (
    <Setting label={t('values')}>
      <AssignmentsEditor
        target={form}
        set={effect.set}
        ground={ground}
        onChange={(set) => onChange({ ...effect, set })}
      />
    </Setting>
  );
}

export const setEffect: EffectKind<'set'> = {
  begin: () => ({ type: 'set', set: [] }),
  Settings: SetSettings,
};
