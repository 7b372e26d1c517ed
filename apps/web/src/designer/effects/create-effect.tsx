import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';
import { FormSelect } from './form-select.js';

function CreateSettings({ effect, ground, onChange }: EffectSettingsProps<ActionOf<'create'>>) {
  const t = useWords(effectWords);
  const { forms } = useAppScope();
  const target = forms.get(effect.form);
  return (
    <>
      <FormSelect
        label={t('target')}
        value={effect.form}
        onChange={(form) => onChange({ type: 'create', form, set: [] })}
      />
      {target && (
        <Setting label={t('values')}>
          <AssignmentsEditor
            target={target}
            set={effect.set}
            ground={ground}
            onChange={(set) => onChange({ ...effect, set })}
          />
        </Setting>
      )}
    </>
  );
}

export const createEffect: EffectKind<'create'> = {
  begin: ({ forms }) => ({ type: 'create', form: forms[0] ?? '', set: [] }),
  Settings: CreateSettings,
};
