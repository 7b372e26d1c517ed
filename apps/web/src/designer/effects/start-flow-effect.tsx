import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';

function StartFlowSettings({ effect, form, onChange }: EffectSettingsProps<ActionOf<'start_flow'>>) {
  const t = useWords(effectWords);
  const text = useText();
  const { flows } = useAppScope();
  return (
    <Setting label={t('flow')}>
      <Select
        aria-label={t('flow')}
        value={effect.flow || null}
        onChange={(flow) => onChange({ ...effect, flow })}
        options={[...flows.values()]
          .filter((flow) => flow.form === form.id)
          .map(({ id, label }) => ({ value: id, label: text(label) }))}
      />
    </Setting>
  );
}

export const startFlowEffect: EffectKind<'start_flow'> = {
  begin: ({ flows }) => ({ type: 'start_flow', flow: flows[0] ?? '' }),
  Settings: StartFlowSettings,
};
