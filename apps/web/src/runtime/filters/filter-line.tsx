import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type Condition, isComplete, operatorsByKind } from './conditions.js';
import type { FilterField } from './filter-fields.js';
import { filterWords } from './filter-words.js';
import styles from './filters.module.css';
import { useOperatorWord, useSentence } from './use-sentence.js';
import { ValueEditor } from './value-editor.js';

interface FilterLineProps {
  fields: readonly FilterField[];
  conditions: readonly Condition[];
  onChange: (conditions: Condition[]) => void;
}

/** The chips of a filter and the button that adds one. */
export function FilterLine({ fields, conditions, onChange }: FilterLineProps) {
  const t = useWords(filterWords);
  const text = useText();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const set = (index: number, next: Condition | null) =>
    onChange(conditions.flatMap((one, at) => (at !== index ? [one] : next ? [next] : [])));
  const add = (path: string) => {
    const field = fields.find((one) => one.path === path);
    if (!field) return;
    const operator = operatorsByKind[field.kind][0];
    onChange([...conditions, { path, operator, value: null }]);
    setOpen(conditions.length);
  };
  const close = (index: number) => {
    setOpen(null);
    const condition = conditions[index];
    if (condition && !isComplete(condition)) set(index, null);
  };
  return (
    <div className={styles.line}>
      {conditions.map((condition, index) => {
        const field = fields.find(({ path }) => path === condition.path);
        if (!field) return null;
        return (
          <Chip
            key={`${condition.path} ${index}`}
            field={field}
            condition={condition}
            isOpen={open === index}
            onOpen={(isOpen) => (isOpen ? setOpen(index) : close(index))}
            onChange={(next) => set(index, next)}
          />
        );
      })}
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={open === 'new'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'new' : null)}
        destroyOnHidden
        content={
          <Select
            autoFocus
            defaultOpen
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('choose_field')}
            aria-label={t('choose_field')}
            style={{ width: 220 }}
            options={fields.map(({ path, label }) => ({ value: path, label: text(label) }))}
            onChange={add}
          />
        }
      >
        <Button size="small" type="text" icon={<FilterOutlined />}>
          {t('add')}
        </Button>
      </Popover>
      {conditions.length > 1 && (
        <Button size="small" type="text" onClick={() => onChange([])}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  field: FilterField;
  condition: Condition;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (condition: Condition | null) => void;
}

function Chip({ field, condition, isOpen, onOpen, onChange }: ChipProps) {
  const t = useWords(filterWords);
  const word = useOperatorWord();
  const sentence = useSentence(field, condition);
  return (
    <span className={styles.chip}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={isOpen}
        onOpenChange={onOpen}
        destroyOnHidden
        content={
          <div className={styles.editor}>
            <Select
              aria-label={t('operator')}
              value={condition.operator}
              options={operatorsByKind[field.kind].map((operator) => ({
                value: operator,
                label: word(operator, field),
              }))}
              onChange={(operator) => onChange({ ...condition, operator, value: null })}
            />
            <ValueEditor
              field={field}
              condition={condition}
              onChange={(value) => onChange({ ...condition, value })}
            />
          </div>
        }
      >
        <button type="button">
          <span className={styles.sentence}>{sentence}</span>
        </button>
      </Popover>
      <button type="button" aria-label={t('remove', { sentence })} onClick={() => onChange(null)}>
        <CloseOutlined style={{ fontSize: 10 }} />
      </button>
    </span>
  );
}
