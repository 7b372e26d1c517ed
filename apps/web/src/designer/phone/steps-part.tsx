import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { type FieldPage, type FieldStep, type FieldStepType, fieldStepTypes } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { taskNodesOf } from '../effects/do-task-effect.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { phoneDesignWords } from './phone-design-words.js';
import { beginStep, StepSettings } from './step-settings.js';

interface StepsPartProps {
  page: FieldPage;
  onChange: (steps: FieldStep[]) => void;
}

/** The steps of a piece of work, in order. */
export function StepsPart({ page, onChange }: StepsPartProps) {
  const t = useWords(phoneDesignWords);
  const { steps } = page;
  const move = (step: FieldStep, by: number) => {
    const at = steps.findIndex(({ id }) => id === step.id);
    const rest = steps.toSpliced(at, 1);
    onChange(rest.toSpliced(Math.max(0, at + by), 0, step));
  };
  return (
    <CardList
      label={t('steps')}
      add={t('add_step')}
      most={30}
      items={steps}
      keyOf={({ id }) => id}
      begin={() =>
        beginStep(
          'fields',
          newId(
            'step',
            'step',
            steps.map(({ id }) => id),
          ),
          t('type_fields'),
        )
      }
      onChange={onChange}
    >
      {(step, write) => (
        <>
          <div className={parts.row}>
            <Button
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={t('up')}
              onClick={() => move(step, -1)}
            />
            <Button
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('down')}
              onClick={() => move(step, 1)}
            />
          </div>
          <OneStep page={page} step={step} onChange={write} />
        </>
      )}
    </CardList>
  );
}

function OneStep(props: { page: FieldPage; step: FieldStep; onChange: (step: FieldStep) => void }) {
  const { page, step, onChange } = props;
  const t = useWords(phoneDesignWords);
  const text = useText();
  const { flows } = useAppScope();
  const { form, ground } = useGround(page.work.form);
  const set = (key: string) => (value: unknown) => onChange(withProperty(step, key, value));
  const own = [...flows.values()].filter((flow) => flow.form === form.id);
  const actions = new Map(
    own.flatMap(taskNodesOf).flatMap((node) => node.actions.map(({ id, label }) => [id, text(label)])),
  );
  const types = Object.keys(fieldStepTypes) as FieldStepType[];
  return (
    <>
      <TextSetting
        label={t('label')}
        value={step.label}
        isRequired
        onChange={(label) => set('label')(label ?? ' ')}
      />
      <Setting label={t('type')}>
        <Select
          aria-label={t('type')}
          value={step.type}
          options={types.map((value) => ({ value, label: t(`type_${value}`) }))}
          onChange={(type) => onChange(beginStep(type, step.id, step.label))}
        />
      </Setting>
      <StepSettings step={step} form={form} onChange={onChange} />
      <Setting label={t('actions')} hint={t('actions_hint')}>
        <Select
          mode="multiple"
          maxCount={6}
          aria-label={t('actions')}
          value={[...(step.actions ?? [])]}
          options={[...actions].map(([value, label]) => ({ value, label }))}
          onChange={(next) => set('actions')(next.length > 0 ? next : undefined)}
        />
      </Setting>
      <Setting label={t('suggest')}>
        <AssignmentsEditor
          target={form}
          set={step.suggest ?? []}
          ground={ground}
          onChange={(next) => set('suggest')(next.length === 0 ? undefined : next)}
        />
      </Setting>
      <TextSetting label={t('help')} value={step.help} onChange={set('help')} />
      <ConditionField label={t('when')} ground={ground} value={step.when} onChange={set('when')} />
      <ConditionField label={t('done')} ground={ground} value={step.done} onChange={set('done')} />
      <SwitchSetting
        label={t('optional')}
        isOn={step.optional === true}
        onChange={(isOn) => set('optional')(isOn || undefined)}
      />
    </>
  );
}
