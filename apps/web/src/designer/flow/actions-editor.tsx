import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { TaskAction } from '@fieldwork/metadata';
import { Button, Collapse, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { newId } from '../document/new-id.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { ChecksEditor } from '../form/checks-editor.js';
import { withProperty } from '../form/type-settings.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { defaultLabels } from './first-labels.js';
import { flowDesignWords } from './flow-words.js';
import { NextSetting } from './next-setting.js';
import type { TaskProps } from './task-props.js';

/** The buttons a person has at a task: where each leads, what it asks, what it sets. */
export function ActionsEditor(props: TaskProps) {
  const { node, onChange, onDrop } = props;
  const t = useWords(flowDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const write = (index: number, action: TaskAction, key?: string) =>
    onChange({ ...node, actions: node.actions.map((one, at) => (at === index ? action : one)) }, key);
  const add = () => {
    const id = newId(
      '',
      'action',
      node.actions.map((action) => action.id),
    );
    const next = node.actions.at(-1)?.next ?? '';
    onChange({ ...node, actions: [...node.actions, { id, label: t('done'), kind: 'complete', next }] });
  };
  return (
    <Setting label={t('actions')}>
      <Collapse
        size="small"
        items={node.actions.map((action, index) => ({
          key: action.id,
          label: text(action.label),
          extra: node.actions.length > 1 && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`${v('delete')} ${text(action.label)}`}
              onClick={(event) => {
                event.stopPropagation();
                onDrop(index);
              }}
            />
          ),
          children: <OneAction {...props} action={action} write={(next, key) => write(index, next, key)} />,
        }))}
      />
      <Button size="small" icon={<PlusOutlined />} disabled={node.actions.length >= 8} onClick={add}>
        {t('add_action')}
      </Button>
    </Setting>
  );
}

interface OneProps extends TaskProps {
  action: TaskAction;
  write: (action: TaskAction, key?: string) => void;
}

function OneAction({ action, write, node, flow, form, ground }: OneProps) {
  const t = useWords(flowDesignWords);
  return (
    <>
      <TextSetting
        label={t('label')}
        value={action.label}
        defaults={defaultLabels}
        isRequired
        onChange={(label) => write({ ...action, label: label ?? '' }, `action ${action.id}`)}
      />
      <Setting label={t('action_kind')}>
        <Select
          aria-label={t('action_kind')}
          value={action.kind}
          onChange={(kind) => write({ ...action, kind })}
          options={(['complete', 'return'] as const).map((kind) => ({
            value: kind,
            label: t(`kind_${kind}`),
          }))}
        />
      </Setting>
      <NextSetting
        flow={flow}
        own={node.id}
        value={action.next}
        onChange={(next) => write({ ...action, next })}
      />
      <Setting label={t('reason')}>
        <Select
          aria-label={t('reason')}
          value={action.reason ?? 'none'}
          onChange={(reason) => write({ ...action, reason })}
          options={(['none', 'optional', 'required'] as const).map((one) => ({
            value: one,
            label: t(`reason_${one}`),
          }))}
        />
      </Setting>
      <ConditionField
        label={t('action_when')}
        ground={ground}
        value={action.when}
        onChange={(when) => write(withProperty(action, 'when', when))}
      />
      <Setting label={t('action_validate')}>
        <ChecksEditor
          checks={action.validate ?? []}
          begin={{ isNotEmpty: [{ var: form.fields[0]?.id ?? 'id' }] }}
          ground={ground}
          onChange={(next, key) =>
            write(withProperty(action, 'validate', next.length > 0 ? next : undefined), key)
          }
        />
      </Setting>
      <Setting label={t('action_set')}>
        <AssignmentsEditor
          target={form}
          set={action.set ?? []}
          ground={ground}
          onChange={(set) => write(withProperty(action, 'set', set.length > 0 ? set : undefined))}
        />
      </Setting>
    </>
  );
}
