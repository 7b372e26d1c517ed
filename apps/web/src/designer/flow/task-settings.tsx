import { fieldTypeOf } from '@fieldwork/metadata';
import { Collapse, InputNumber, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { PeopleEditor } from '../effects/people-editor.js';
import { withProperty } from '../form/type-settings.js';
import { CalendarSelect } from '../parts/calendar-select.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { ActionsEditor } from './actions-editor.js';
import { ClaimSettings } from './claim-settings.js';
import { flowDesignWords } from './flow-words.js';
import type { TaskProps } from './task-props.js';

/** Who does it, what he may change, which buttons he has, until when. */
export function TaskSettings(props: TaskProps) {
  const { node, form, ground, onChange } = props;
  const t = useWords(flowDesignWords);
  const folded = [
    { key: 'fields', label: t('fields'), children: <FieldLists {...props} /> },
    {
      key: 'set',
      label: t('task_set'),
      children: (
        <AssignmentsEditor
          target={form}
          set={node.set ?? []}
          ground={ground}
          onChange={(set) => onChange(withProperty(node, 'set', set.length > 0 ? set : undefined))}
        />
      ),
    },
    { key: 'due', label: t('due'), children: <DueSetting {...props} /> },
    { key: 'claim', label: t('claim'), children: <ClaimSettings {...props} /> },
    {
      key: 'help',
      label: t('help'),
      children: (
        <TextSetting
          label={t('help')}
          isLong
          value={node.help}
          onChange={(help) => onChange(withProperty(node, 'help', help), 'help')}
        />
      ),
    },
  ];
  return (
    <>
      <Setting label={t('assignee')}>
        <PeopleEditor
          people={node.assignee}
          ground={ground}
          onChange={(assignee) => onChange({ ...node, assignee })}
        />
      </Setting>
      <ActionsEditor {...props} />
      <Collapse ghost size="small" items={folded} />
    </>
  );
}

function FieldLists({ node, form, onChange }: TaskProps) {
  const t = useWords(flowDesignWords);
  const text = useText();
  const options = (isWritable: boolean) =>
    form.fields
      .filter((field) => !isWritable || !fieldTypeOf(field).generated)
      .map(({ id, label }) => ({ value: id, label: text(label) }));
  return (['editable', 'required', 'hidden'] as const).map((name) => (
    <Setting key={name} label={t(name)}>
      <Select
        mode="multiple"
        aria-label={t(name)}
        showSearch={{ optionFilterProp: 'label' }}
        value={node[name] ?? []}
        options={options(name !== 'hidden')}
        onChange={(ids) => onChange(withProperty(node, name, ids.length > 0 ? ids : undefined))}
      />
    </Setting>
  ));
}

const units = ['minute', 'hour', 'day'] as const;

/** Working time is counted in minutes and hours; a day of it means nothing. */
function kept(calendar: string | undefined, unit: (typeof units)[number]): { calendar?: string } {
  return calendar === undefined || unit === 'day' ? {} : { calendar };
}

function DueSetting({ node, onChange }: TaskProps) {
  const t = useWords(flowDesignWords);
  const { amount, unit, calendar } = node.dueAfter ?? {
    amount: null,
    unit: 'hour' as const,
    calendar: undefined,
  };
  const write = (next: number | null, per: (typeof units)[number]) =>
    onChange(
      withProperty(
        node,
        'dueAfter',
        next === null ? undefined : { amount: next, unit: per, ...kept(calendar, per) },
      ),
      'due',
    );
  return (
    <div className={parts.row}>
      <InputNumber
        aria-label={t('due')}
        min={1}
        max={10_000}
        precision={0}
        style={{ width: '100%' }}
        value={amount}
        onChange={(next) => write(next, unit)}
      />
      <Select
        aria-label={t('due')}
        value={unit}
        onChange={(next) => write(amount ?? 1, next)}
        options={units.map((one) => ({ value: one, label: t(one) }))}
      />
      <CalendarSelect
        value={calendar}
        isDisabled={amount === null || unit === 'day'}
        onChange={(next) =>
          onChange(withProperty(node, 'dueAfter', { amount: amount ?? 1, unit, ...kept(next, unit) }), 'due')
        }
      />
    </div>
  );
}
