import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useOthersGround } from '../conditions/use-ground.js';
import { useAppDocuments } from '../document/use-problems.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

/** Movements that are undone: of which ledger, which of them, and what their counter-movements say besides. */
function ReverseSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'reverse'>>) {
  const t = useWords(effectWords);
  const text = useText();
  const { forms } = useAppScope();
  const ledgers = [...useAppDocuments().ledgers.values()].filter(({ reverses }) => reverses !== undefined);
  const others = useOthersGround(effect.form, form);
  const target = forms.get(effect.form);
  return (
    <>
      <Setting label={t('post_target')}>
        <Select
          aria-label={t('post_target')}
          value={effect.form || null}
          onChange={(next) => onChange({ type: 'reverse', form: next, filter: false })}
          options={ledgers.map((ledger) => ({ value: ledger.form, label: text(ledger.label) }))}
        />
      </Setting>
      <ConditionField
        label={t('reverse_filter')}
        ground={others}
        value={effect.filter}
        onChange={(filter) => onChange({ ...effect, filter: filter ?? false })}
      />
      {target && (
        <Setting label={t('values')}>
          <AssignmentsEditor
            target={target}
            set={effect.set ?? []}
            ground={ground}
            onChange={(set) => {
              const { set: _, ...rest } = effect;
              onChange(set.length === 0 ? rest : { ...rest, set });
            }}
          />
        </Setting>
      )}
    </>
  );
}

export const reverseEffect: EffectKind<'reverse'> = {
  begin: () => ({ type: 'reverse', form: '', filter: false }),
  Settings: ReverseSettings,
};
