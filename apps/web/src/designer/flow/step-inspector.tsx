import { DeleteOutlined } from '@ant-design/icons';
import { type Flow, type FlowNode, type Form } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { EffectEditor } from '../effects/effect-editor.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { BranchSettings } from './branch-settings.js';
import { DecideList } from './decide-list.js';
import { defaultLabels } from './first-labels.js';
import { removeExit, removeStep, replaceNode, withExit } from './flow-edit.js';
import { flowDesignWords } from './flow-words.js';
import { NextSetting } from './next-setting.js';
import { actionOfNode } from './node-action.js';
import { TaskSettings } from './task-settings.js';

interface InspectorProps {
  flow: Flow;
  form: Form;
  ground: Ground;
  selected: string | null;
  change: (next: (flow: Flow) => Flow, key?: string) => void;
  select: (id: string | null) => void;
}

/** The step that is selected, else the flow itself. */
export function StepInspector(props: InspectorProps) {
  const { flow, selected } = props;
  const node = flow.nodes.find(({ id }) => id === selected);
  return node ? <OfStep key={node.id} {...props} node={node} /> : <FlowSettings {...props} />;
}

function OfStep({ node, flow, form, ground, change, select }: InspectorProps & { node: FlowNode }) {
  const t = useWords(flowDesignWords);
  const v = useWords(verbs);
  const write = (next: FlowNode, key?: string) =>
    change((before) => replaceNode(before, next), key === undefined ? '' : `${node.id} ${key}`);
  const action = actionOfNode(node);
  const drop = (exit: number) => change((before) => removeExit(before, node.id, exit));
  return (
    <>
      <div className={parts.paneTitle}>{t(`type_${node.type}`)}</div>
      <TextSetting
        label={t('label')}
        value={node.label}
        defaults={defaultLabels}
        isRequired
        onChange={(label) => write({ ...node, label: label ?? '' }, 'label')}
      />
      {node.type === 'task' && (
        <TaskSettings node={node} flow={flow} form={form} ground={ground} onChange={write} onDrop={drop} />
      )}
      {node.type === 'condition' && (
        <BranchSettings node={node} flow={flow} ground={ground} onChange={write} onDrop={drop} />
      )}
      {node.type === 'write' && (
        <DecideList node={node} form={form} ground={ground} onChange={(next) => write(next, 'decide')} />
      )}
      {action && (
        <EffectEditor
          effect={action}
          form={form}
          ground={ground}
          onChange={(next) => write({ ...node, ...next, type: node.type } as FlowNode, 'effect')}
        />
      )}
      {'next' in node && (
        <NextSetting
          flow={flow}
          value={node.next}
          own={node.id}
          onChange={(next) => write(withExit(node, 0, next))}
        />
      )}
      {node.type !== 'start' && (
        <div className={parts.actions}>
          <Button
            danger
            size="small"
            icon={<DeleteOutlined />}
            onClick={() => {
              change((before) => removeStep(before, node.id));
              select(null);
            }}
          >
            {v('delete')}
          </Button>
        </div>
      )}
    </>
  );
}

function FlowSettings({ flow, ground, change }: InspectorProps) {
  const t = useWords(flowDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { roles } = useAppDocuments();
  return (
    <>
      <div className={parts.paneTitle}>{t('flow_settings')}</div>
      <TextSetting
        label={d('name')}
        value={flow.label}
        isRequired
        onChange={(label) => change((before) => ({ ...before, label: label ?? ' ' }), 'label')}
      />
      <TextSetting
        label={d('description')}
        isLong
        value={flow.description}
        onChange={(value) => change((before) => withProperty(before, 'description', value), 'description')}
      />
      <Setting label={t('trigger')}>
        <Select
          aria-label={t('trigger')}
          value={flow.trigger.on}
          onChange={(on) =>
            change((before) => ({
              ...before,
              trigger: withProperty({ ...before.trigger, on }, 'roles', undefined),
            }))
          }
          options={(['created', 'manual'] as const).map((on) => ({ value: on, label: t(`trigger_${on}`) }))}
        />
      </Setting>
      {flow.trigger.on === 'manual' && (
        <Setting label={t('trigger_roles')}>
          <Select
            mode="multiple"
            aria-label={t('trigger_roles')}
            placeholder={t('trigger_roles_none')}
            value={flow.trigger.roles ?? []}
            options={[...roles.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(ids) =>
              change((before) => ({
                ...before,
                trigger: withProperty(before.trigger, 'roles', ids.length > 0 ? ids : undefined),
              }))
            }
          />
        </Setting>
      )}
      <ConditionField
        label={t('trigger_when')}
        ground={ground}
        value={flow.trigger.when}
        onChange={(when) =>
          change((before) => ({ ...before, trigger: withProperty(before.trigger, 'when', when) }))
        }
      />
      <p className="muted">{t('keys_hint')}</p>
    </>
  );
}
