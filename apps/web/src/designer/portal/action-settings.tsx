import { type Field, type Form, isAskable, type PortalAction } from '@fieldwork/metadata';
import { Cascader, Segmented } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import type { useGround } from '../conditions/use-ground.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { taskNodesOf } from '../effects/do-task-effect.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect } from '../intake/fields-select.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { portalDesignWords } from './portal-design-words.js';

type Question = NonNullable<PortalAction['fields']>[number];

interface ActionSettingsProps {
  action: PortalAction;
  form: Form;
  ground: ReturnType<typeof useGround>['ground'];
  onChange: (action: PortalAction) => void;
}

const styles = ['primary', 'plain', 'danger'] as const;

/** One thing that somebody outside can do. */
export function ActionSettings({ action, form, ground, onChange }: ActionSettingsProps) {
  const t = useWords(portalDesignWords);
  const text = useText();
  const { flows } = useAppScope();
  const set = (key: keyof PortalAction) => (value: unknown) => onChange(withProperty(action, key, value));
  const { fields = [], task } = action;
  const asked = fields.map(({ field }) => field);
  const mayAsk = ({ id, type }: Field) => isAskable(form, id) && type !== 'photo' && type !== 'attachment';
  const free = form.fields.find((field) => mayAsk(field) && !asked.includes(field.id));
  const tasks = [...flows.values()]
    .filter((flow) => flow.form === form.id)
    .map((flow) => ({
      value: flow.id,
      label: text(flow.label),
      children: taskNodesOf(flow).map((node) => ({
        value: node.id,
        label: text(node.label),
        children: node.actions.map(({ id, label }) => ({ value: id, label: text(label) })),
      })),
    }));
  return (
    <>
      <TextSetting
        label={t('label')}
        isRequired
        value={action.label}
        onChange={(label) => set('label')(label ?? '')}
      />
      <TextSetting label={t('help')} value={action.help} onChange={set('help')} />
      <ConditionField label={t('when')} ground={ground} value={action.when} onChange={set('when')} />
      <Setting label={t('style')}>
        <Segmented
          style={{ justifySelf: 'start' }}
          value={action.style ?? 'primary'}
          options={styles.map((value) => ({ value, label: t(`style_${value}`) }))}
          onChange={(style) => set('style')(style === 'primary' ? undefined : style)}
        />
      </Setting>
      <CardList
        label={t('questions')}
        add={t('add_question')}
        most={20}
        items={fields}
        keyOf={({ field }) => field}
        begin={(): Question => ({ field: free?.id ?? '' })}
        onChange={(next) => {
          const left = next.filter(({ field }) => field !== '');
          set('fields')(left.length === 0 ? undefined : left);
        }}
      >
        {(question, write) => (
          <>
            <FieldSelect
              label={t('field')}
              form={form}
              value={question.field}
              fits={(field) => mayAsk(field) && (field.id === question.field || !asked.includes(field.id))}
              onChange={(field) => field !== undefined && write({ ...question, field })}
            />
            <TextSetting
              label={t('label')}
              value={question.label}
              onChange={(label) => write(withProperty(question, 'label', label))}
            />
            <SwitchSetting
              label={t('required')}
              isOn={question.required === true}
              onChange={(isOn) => write(withProperty(question, 'required', isOn || undefined))}
            />
          </>
        )}
      </CardList>
      <Setting label={t('sets')}>
        <AssignmentsEditor
          target={form}
          set={action.set ?? []}
          ground={ground}
          onChange={(next) => set('set')(next.length === 0 ? undefined : next)}
        />
      </Setting>
      <Setting label={t('task')} hint={t('task_hint')}>
        <Cascader
          aria-label={t('task')}
          allowClear
          options={tasks}
          value={task ? [task.flow, task.node, task.action] : []}
          onChange={(path) => {
            const [flow, node, done] = path ?? [];
            set('task')(
              flow && node && done
                ? { flow: String(flow), node: String(node), action: String(done) }
                : undefined,
            );
          }}
        />
      </Setting>
      {task && (
        <FieldSelect
          label={t('reason')}
          form={form}
          value={task.reason}
          fits={({ id }) => asked.includes(id)}
          onChange={(reason) => set('task')(withProperty(task, 'reason', reason))}
        />
      )}
      <TextSetting label={t('thanks')} value={action.thanks} onChange={set('thanks')} />
    </>
  );
}
