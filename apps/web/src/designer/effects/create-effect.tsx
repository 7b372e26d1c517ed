import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import { EachRow, useRowGround } from './each-row.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';
import { FormSelect } from './form-select.js';

function CreateSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'create'>>) {
  const t = useWords(effectWords);
  const { forms } = useAppScope();
  const target = forms.get(effect.form);
  const rows = useRowGround(ground, form, effect.each);
  return (
    <>
      <FormSelect
        label={t('target')}
        value={effect.form}
        onChange={(next) => onChange({ type: 'create', form: next, set: [] })}
      />
      <EachRow effect={effect} form={form} ground={rows} onChange={onChange} />
      {target && (
        <Setting label={t('values')}>
          <AssignmentsEditor
            target={target}
            set={effect.set}
            ground={rows}
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
