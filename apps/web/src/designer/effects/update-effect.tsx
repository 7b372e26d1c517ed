import { formOfTarget, type UpdateTarget } from '@fieldwork/metadata';
import { Segmented, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useOthersGround } from '../conditions/use-ground.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';
import { FormSelect } from './form-select.js';

type Props = EffectSettingsProps<ActionOf<'update'>>;

function UpdateSettings({ effect, form, ground, onChange }: Props) {
  const t = useWords(effectWords);
  const text = useText();
  const { forms } = useAppScope();
  const { target } = effect;
  const references = form.fields.filter((field) => forms.has(field.form ?? ''));
  const others = forms.get(formOfTarget(target, form) ?? '');
  const aim = (next: UpdateTarget) => onChange({ ...effect, target: next, set: [] });
  return (
    <>
      <Setting label={t('update_target')}>
        <Segmented
          aria-label={t('update_target')}
          style={{ justifySelf: 'start' }}
          value={'form' in target ? 'matching' : 'reference'}
          onChange={(by) =>
            aim(
              by === 'reference'
                ? { reference: references[0]?.id ?? '' }
                : { form: [...forms.keys()][0] ?? '', filter: false },
            )
          }
          options={(['reference', 'matching'] as const).map((value) => ({ value, label: t(`by_${value}`) }))}
        />
      </Setting>
      {'form' in target ? (
        <>
          <FormSelect
            label={t('update_form')}
            value={target.form}
            onChange={(next) => aim({ form: next, filter: false })}
          />
          <Matching effect={effect} form={form} ground={ground} onChange={onChange} />
        </>
      ) : (
        <Setting label={t('update_reference')}>
          <Select
            aria-label={t('update_reference')}
            value={target.reference || null}
            onChange={(reference) => aim({ reference })}
            options={references.map(({ id, label }) => ({ value: id, label: text(label) }))}
          />
        </Setting>
      )}
      {others && (
        <Setting label={t('values')}>
          <AssignmentsEditor
            target={others}
            set={effect.set}
            ground={ground}
            onChange={(set) => onChange({ ...effect, set })}
          />
        </Setting>
      )}
    </>
  );
}

function Matching({ effect, form, onChange }: Props) {
  const t = useWords(effectWords);
  const { target } = effect;
  const ground = useOthersGround('form' in target ? target.form : '', form);
  if (!('form' in target)) return null;
  return (
    <ConditionField
      label={t('update_filter')}
      ground={ground}
      value={target.filter}
      onChange={(filter) => onChange({ ...effect, target: { ...target, filter: filter ?? false } })}
    />
  );
}

export const updateEffect: EffectKind<'update'> = {
  begin: ({ forms }) => ({ type: 'update', target: { form: forms[0] ?? '', filter: false }, set: [] }),
  Settings: UpdateSettings,
};
