import { Select, Switch } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import { EachRow, useRowGround } from './each-row.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

/** A movement in a ledger, and what is written when its account has too little. */
function PostSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'post'>>) {
  const t = useWords(effectWords);
  const text = useText();
  const { forms } = useAppScope();
  const ledgers = [...useAppDocuments().ledgers.values()];
  const target = forms.get(effect.form);
  const rows = useRowGround(ground, form, effect.each);
  return (
    <>
      <Setting label={t('post_target')}>
        <Select
          aria-label={t('post_target')}
          value={effect.form || null}
          onChange={(next) => onChange({ ...effect, form: next, set: [] })}
          options={ledgers.map((ledger) => ({ value: ledger.form, label: text(ledger.label) }))}
        />
      </Setting>
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
      <Setting label={t('partly')}>
        <Switch
          aria-label={t('partly')}
          checked={effect.partly ?? false}
          onChange={(partly) => {
            const { partly: _, ...rest } = effect;
            onChange(partly ? { ...rest, partly } : rest);
          }}
        />
      </Setting>
      <Setting label={t('short')}>
        <AssignmentsEditor
          target={form}
          set={effect.short ?? []}
          ground={ground}
          onChange={(short) => {
            const { short: _, ...rest } = effect;
            onChange(short.length === 0 ? rest : { ...rest, short });
          }}
        />
      </Setting>
    </>
  );
}

export const postEffect: EffectKind<'post'> = {
  begin: () => ({ type: 'post', form: '', set: [] }),
  Settings: PostSettings,
};
