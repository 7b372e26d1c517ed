import { DeleteOutlined } from '@ant-design/icons';
import { type DeadlineTarget, deadlineStates, type Form, fieldTypeOf, type Limit } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, FormulaField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { deadlineDesignWords } from './deadline-words.js';
import { MarksEditor } from './marks-editor.js';

interface TargetProps {
  target: DeadlineTarget;
  form: Form;
  ground: Ground;
  onChange: (target: DeadlineTarget) => void;
  onRemove: (() => void) | null;
}

const formula = 'formula';

/** One clock: when it begins, stands still and ends, how long it has, and what happens on the way. */
export function TargetEditor({ target, form, ground, onChange, onRemove }: TargetProps) {
  const t = useWords(deadlineDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const set = (key: keyof DeadlineTarget) => (value: unknown) => onChange(withProperty(target, key, value));
  return (
    <section className={parts.card} aria-label={text(target.label)}>
      <div className={parts.row} style={{ alignItems: 'start' }}>
        <div>
          <TextSetting
            label={d('name')}
            value={target.label}
            isRequired
            onChange={(label) => set('label')(label ?? ' ')}
          />
        </div>
        {onRemove && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${v('delete')} ${text(target.label)}`}
            onClick={onRemove}
          />
        )}
      </div>
      <ConditionField
        label={t('start')}
        ground={ground}
        value={target.start === true ? undefined : target.start}
        onChange={(value) => set('start')(value ?? true)}
      />
      <ConditionField label={t('pause')} ground={ground} value={target.pause} onChange={set('pause')} />
      <ConditionField
        label={t('stop')}
        ground={ground}
        value={target.stop === false ? undefined : target.stop}
        onChange={(value) => set('stop')(value ?? false)}
      />
      <ConditionField label={t('cancel')} ground={ground} value={target.cancel} onChange={set('cancel')} />
      <Setting label={t('reopen')}>
        <Select
          aria-label={t('reopen')}
          value={target.reopen ?? 'ignore'}
          onChange={(value) => set('reopen')(value === 'ignore' ? undefined : value)}
          options={(['ignore', 'continue'] as const).map((value) => ({ value, label: t(`reopen_${value}`) }))}
        />
      </Setting>
      <LimitEditor target={target} form={form} ground={ground} onChange={onChange} />
      <CalendarEditor target={target} form={form} ground={ground} onChange={onChange} />
      <KeepEditor target={target} form={form} onChange={onChange} />
      <h3>{t('marks')}</h3>
      <MarksEditor
        marks={target.marks ?? []}
        form={form}
        ground={ground}
        onChange={(marks) => set('marks')(marks.length > 0 ? marks : undefined)}
      />
    </section>
  );
}

/** The outputs of tables over a form, each as `table output`. */
function useTableOutputs(form: Form, types: readonly string[]) {
  const t = useWords(deadlineDesignWords);
  const text = useText();
  const { decision_tables: tables } = useAppDocuments();
  return [...tables.values()]
    .filter((table) => table.form === form.id)
    .flatMap((table) =>
      table.outputs
        .filter(({ type }) => types.includes(type))
        .map((output) => ({
          value: `${table.id} ${output.id}`,
          label: t('from_table', { table: text(table.label), output: text(output.label) }),
        })),
    );
}

function lookupOf(written: string): { table: string; output: string } {
  const [table = '', output = ''] = written.split(' ');
  return { table, output };
}

type PartProps = Pick<TargetProps, 'target' | 'form' | 'ground' | 'onChange'>;

function LimitEditor({ target, form, ground, onChange }: PartProps) {
  const t = useWords(deadlineDesignWords);
  const outputs = useTableOutputs(form, ['minutes', 'number']);
  const { limit, ...rest } = target;
  const write = (next: Limit) => onChange({ ...rest, limit: next });
  const chosen = limit === undefined ? '' : 'minutes' in limit ? formula : `${limit.table} ${limit.output}`;
  const choose = (next: string) => {
    if (next === '') return onChange(rest);
    return write(next === formula ? { minutes: 60 } : lookupOf(next));
  };
  return (
    <>
      <Setting label={t('limit')}>
        <Select
          aria-label={t('limit')}
          value={chosen}
          onChange={choose}
          options={[
            { value: '', label: t('no_limit') },
            { value: formula, label: t('limit_formula') },
            ...outputs,
          ]}
        />
      </Setting>
      {limit && 'minutes' in limit && (
        <FormulaField
          label={t('limit_formula')}
          ground={ground}
          expected={{ kind: 'number' }}
          value={limit.minutes}
          onChange={(minutes) => write({ minutes: minutes ?? 60 })}
        />
      )}
    </>
  );
}

function CalendarEditor({ target, form, ground, onChange }: PartProps) {
  const t = useWords(deadlineDesignWords);
  const text = useText();
  const { calendars } = useAppDocuments();
  const outputs = useTableOutputs(form, ['text', 'choice']);
  const { calendar, ...rest } = target;
  const fixed = [...calendars.values()].map(({ id, label }) => ({ value: id, label: text(label) }));
  const value =
    calendar === undefined
      ? ''
      : typeof calendar === 'string'
        ? calendar
        : 'id' in calendar
          ? formula
          : `${calendar.table} ${calendar.output}`;
  const choose = (next: string) => {
    if (next === '') return onChange(rest);
    if (next === formula) return onChange({ ...rest, calendar: { id: fixed[0]?.value ?? '' } });
    return onChange({ ...rest, calendar: next.includes(' ') ? lookupOf(next) : next });
  };
  return (
    <>
      <Setting label={t('calendar')}>
        <Select
          aria-label={t('calendar')}
          value={value}
          onChange={choose}
          options={[
            { value: '', label: t('every_minute') },
            ...fixed,
            ...outputs,
            { value: formula, label: t('calendar_formula') },
          ]}
        />
      </Setting>
      {typeof calendar === 'object' && 'id' in calendar && (
        <FormulaField
          label={t('calendar_formula')}
          ground={ground}
          expected={{ kind: 'text' }}
          value={calendar.id}
          onChange={(id) => onChange({ ...rest, calendar: { id: id ?? '' } })}
        />
      )}
    </>
  );
}

function KeepEditor({ target, form, onChange }: Omit<PartProps, 'ground'>) {
  const t = useWords(deadlineDesignWords);
  const text = useText();
  const none = { value: '', label: t('not_kept') };
  const fieldsWhere = (isFit: (field: Form['fields'][number]) => boolean) => [
    none,
    ...form.fields.filter(isFit).map(({ id, label }) => ({ value: id, label: text(label) })),
  ];
  const states = fieldsWhere(({ options }) =>
    deadlineStates.every((state) => options?.some(({ id }) => id === state)),
  );
  const numbers = fieldsWhere(
    (field) => fieldTypeOf(field).type(field)?.kind === 'number' && !field.compute && !field.result,
  );
  const set = (key: keyof NonNullable<DeadlineTarget['keep']>, id: string) => {
    const keep = withProperty(target.keep ?? {}, key, id === '' ? undefined : id);
    onChange(withProperty(target, 'keep', Object.keys(keep).length > 0 ? keep : undefined));
  };
  return (
    <>
      <Setting label={t('keep_due')}>
        <Select
          aria-label={t('keep_due')}
          value={target.keep?.due ?? ''}
          onChange={(id) => set('due', id)}
          options={fieldsWhere(({ type }) => type === 'datetime')}
        />
      </Setting>
      <Setting label={t('keep_state')}>
        <Select
          aria-label={t('keep_state')}
          value={target.keep?.state ?? ''}
          onChange={(id) => set('state', id)}
          options={states}
        />
      </Setting>
      {(['used', 'paused'] as const).map((part) => (
        <Setting key={part} label={t(`keep_${part}`)}>
          <Select
            aria-label={t(`keep_${part}`)}
            value={target.keep?.[part] ?? ''}
            onChange={(id) => set(part, id)}
            options={numbers}
          />
        </Setting>
      ))}
    </>
  );
}
