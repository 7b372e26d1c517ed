import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { FormulaField } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { useAppDocuments } from '../document/use-problems.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

/** Runs a decision table over the record and writes what it gives. */
function DecideSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'decide'>>) {
  const t = useWords(effectWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const tables = useAppDocuments().decision_tables;
  const table = tables.get(effect.table);
  const outputs = (table?.outputs ?? []).map(({ id, label }) => ({ value: id, label: text(label) }));
  const fields = form.fields.map(({ id, label }) => ({ value: id, label: text(label) }));
  const free = fields.find(({ value }) => !effect.set.some(({ field }) => field === value));
  const givenOf = (input: string) => effect.given?.find((one) => one.input === input)?.value;
  return (
    <>
      <Setting label={t('table')}>
        <Select
          aria-label={t('table')}
          value={effect.table || null}
          onChange={(next) => onChange({ type: 'decide', table: next, set: [] })}
          options={[...tables.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      {(table?.inputs ?? [])
        .filter((input) => !('value' in input) || input.value === undefined)
        .map(({ id, label, ...input }) => (
          <FormulaField
            key={id}
            label={text(label)}
            ground={ground}
            expected={undefined}
            value={givenOf(id)}
            unset={'expression' in input ? input.expression : undefined}
            onChange={(value) => {
              const rest = (effect.given ?? []).filter(({ input }) => input !== id);
              const given = value === undefined ? rest : [...rest, { input: id, value }];
              const { given: _, ...plain } = effect;
              onChange(given.length === 0 ? plain : { ...plain, given });
            }}
          />
        ))}
      <Setting label={t('values')}>
        <div className={parts.rows}>
          {effect.set.map((one, index) => (
            <div key={one.field} className={parts.row}>
              <Select
                aria-label={d('field')}
                showSearch={{ optionFilterProp: 'label' }}
                value={one.field}
                onChange={(field) => onChange({ ...effect, set: effect.set.with(index, { ...one, field }) })}
                options={fields}
              />
              <Select
                aria-label={t('output')}
                value={one.output}
                onChange={(output) =>
                  onChange({ ...effect, set: effect.set.with(index, { ...one, output }) })
                }
                options={outputs}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={v('remove')}
                onClick={() => onChange({ ...effect, set: effect.set.toSpliced(index, 1) })}
              />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined />}
            disabled={!free || outputs.length === 0}
            onClick={() =>
              onChange({
                ...effect,
                set: [...effect.set, { field: free?.value ?? '', output: outputs[0]?.value ?? '' }],
              })
            }
          >
            {t('add_value')}
          </Button>
        </div>
      </Setting>
    </>
  );
}

export const decideEffect: EffectKind<'decide'> = {
  begin: ({ tables }) => ({ type: 'decide', table: tables[0] ?? '', set: [] }),
  Settings: DecideSettings,
};
