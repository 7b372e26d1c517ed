import type { Flow, FlowNode, TaskNode } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import type { ActionOf, EffectKind, EffectSettingsProps } from './effect-kind.js';
import { effectWords } from './effect-words.js';
import { MessageEditor } from './message-editor.js';

const isTask = (node: FlowNode): node is TaskNode => node.type === 'task';

export function taskNodesOf(flow: Flow | undefined): TaskNode[] {
  return (flow?.nodes ?? []).filter(isTask);
}

/** Does an open task by itself, such as handing back what nobody took in time. */
function DoTaskSettings({ effect, form, ground, onChange }: EffectSettingsProps<ActionOf<'do_task'>>) {
  const t = useWords(effectWords);
  const text = useText();
  const { flows } = useAppScope();
  const own = [...flows.values()].filter((flow) => flow.form === form.id);
  const nodes = taskNodesOf(flows.get(effect.flow));
  const node = nodes.find(({ id }) => id === effect.node);
  const choose = (
    label: string,
    value: string,
    options: readonly { id: string; label: FlowNode['label'] }[],
    onSelect: (id: string) => void,
  ) => (
    <Setting label={label}>
      <Select
        aria-label={label}
        value={value || null}
        onChange={onSelect}
        options={options.map((one) => ({ value: one.id, label: text(one.label) }))}
      />
    </Setting>
  );
  return (
    <>
      {choose(t('flow'), effect.flow, own, (flow) => onChange({ ...effect, flow, node: '', action: '' }))}
      {choose(t('node'), effect.node, nodes, (id) => onChange({ ...effect, node: id, action: '' }))}
      {choose(t('task_action'), effect.action, node?.actions ?? [], (action) =>
        onChange({ ...effect, action }),
      )}
      <MessageEditor
        label={t('reason')}
        value={effect.reason}
        ground={ground}
        onChange={(reason) => {
          const { reason: _before, ...rest } = effect;
          onChange(reason === undefined ? rest : { ...rest, reason });
        }}
      />
    </>
  );
}

export const doTaskEffect: EffectKind<'do_task'> = {
  begin: ({ flows }) => ({ type: 'do_task', flow: flows[0] ?? '', node: '', action: '' }),
  Settings: DoTaskSettings,
};
