import { ArrowLeftOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type DecisionTable,
  type TableInput,
  type TableOutput,
  tableInputTypes,
  tableOutputTypes,
} from '@fieldwork/metadata';
import { Button, Checkbox, Input, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { FormulaField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import styles from './decision-table.module.css';
import { newColumnId, withoutColumn } from './table-edit.js';
import { tableWords } from './table-words.js';

type Side = 'inputs' | 'outputs';

/** The columns of one side: what they look at, what they give. */
export function ColumnsEditor({
  side,
  table,
  ground,
  onChange,
}: {
  side: Side;
  table: DecisionTable;
  ground: Ground | null;
  onChange: (table: DecisionTable) => void;
}) {
  const t = useWords(tableWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const columns: readonly (TableInput | TableOutput)[] = table[side];
  const write = (next: readonly (TableInput | TableOutput)[]) =>
    onChange({ ...table, [side]: next } as DecisionTable);
  const add = () => {
    const id = newColumnId(table, side);
    const column = { id, label: t('new_column'), type: 'text' as const };
    write([...columns, column]);
  };
  return (
    <>
      <div className={styles.columns}>
        {columns.map((column, index) => {
          const set = (part: object) => write(columns.with(index, { ...column, ...part } as TableInput));
          const label = text(column.label);
          return (
            <section key={column.id} className={parts.card}>
              <TextSetting
                label={d('name')}
                value={column.label}
                isRequired
                onChange={(next) => set({ label: next ?? ' ' })}
              />
              {side === 'inputs' ? (
                <InputSource
                  input={column as TableInput}
                  ground={ground}
                  onChange={(next) => write(columns.with(index, next))}
                />
              ) : (
                <TypeSelect
                  types={tableOutputTypes}
                  value={column.type ?? 'text'}
                  onChange={(type) => set({ type })}
                />
              )}
              {column.type === 'choice' && (
                <OptionLines options={column.options ?? []} onChange={(options) => set({ options })} />
              )}
              <div className={parts.actions}>
                <Button
                  size="small"
                  icon={<ArrowLeftOutlined />}
                  disabled={index === 0}
                  aria-label={t('column_left', { label })}
                  onClick={() => write(columns.toSpliced(index, 1).toSpliced(index - 1, 0, column))}
                />
                <Button
                  size="small"
                  danger
                  icon={<DeleteOutlined />}
                  disabled={columns.length === 1}
                  aria-label={`${v('delete')} ${label}`}
                  onClick={() => onChange(withoutColumn(table, side, column.id))}
                />
              </div>
            </section>
          );
        })}
      </div>
      <Button icon={<PlusOutlined />} style={{ marginTop: 8 }} onClick={add}>
        {t(side === 'inputs' ? 'add_input' : 'add_output')}
      </Button>
    </>
  );
}

function InputSource({
  input,
  ground,
  onChange,
}: {
  input: TableInput;
  ground: Ground | null;
  onChange: (input: TableInput) => void;
}) {
  const t = useWords(tableWords);
  const { expression, type, ...rest } = input;
  return (
    <>
      {ground && (
        <FormulaField
          label={t('source')}
          ground={ground}
          expected={undefined}
          value={expression}
          onChange={(next) =>
            onChange(next === undefined ? { ...rest, type: 'text' } : { ...rest, expression: next })
          }
        />
      )}
      {expression === undefined && (
        <TypeSelect
          types={tableInputTypes}
          value={type ?? 'text'}
          onChange={(next) => onChange({ ...rest, type: next })}
        />
      )}
      <Checkbox
        checked={input.required ?? false}
        onChange={({ target }) => {
          const { required: _, ...plain } = input;
          onChange(target.checked ? { ...plain, required: true } : plain);
        }}
      >
        {t('never_empty')}
      </Checkbox>
    </>
  );
}

function TypeSelect<T extends (typeof tableInputTypes)[number] | (typeof tableOutputTypes)[number]>({
  types,
  value,
  onChange,
}: {
  types: readonly T[];
  value: T;
  onChange: (type: T) => void;
}) {
  const t = useWords(tableWords);
  return (
    <Setting label={t('type')}>
      <Select
        aria-label={t('type')}
        value={value}
        onChange={onChange}
        options={types.map((type) => ({ value: type, label: t(type) }))}
      />
    </Setting>
  );
}

type Options = NonNullable<TableInput['options']>;

/** Options as lines of text: the id, then the name. */
function OptionLines({ options, onChange }: { options: Options; onChange: (options: Options) => void }) {
  const t = useWords(tableWords);
  const text = useText();
  const read = (lines: string): Options =>
    lines.split('\n').flatMap((line) => {
      const [id = '', ...name] = line.trim().split(/\s+/);
      return id === '' ? [] : [{ id, label: name.join(' ') || id }];
    });
  return (
    <Setting label={t('options')}>
      <Input.TextArea
        aria-label={t('options')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        defaultValue={options.map(({ id, label }) => `${id} ${text(label)}`).join('\n')}
        onBlur={({ target }) => onChange(read(target.value))}
      />
    </Setting>
  );
}
