import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Assignments, type Form, fieldOf, fieldTypeOf } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { FormulaField, type Ground } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';
import { effectWords } from './effect-words.js';

interface AssignmentsProps {
  /** The form that is written to; the values speak of the record at hand. */
  target: Form;
  set: Assignments;
  ground: Ground;
  onChange: (set: Assignments) => void;
}

/** Values to write: each field with a formula. */
export function AssignmentsEditor({ target, set, ground, onChange }: AssignmentsProps) {
  const t = useWords(effectWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const writable = target.fields.filter((field) => !fieldTypeOf(field).generated && !field.fields);
  const free = writable.find(({ id }) => !set.some((one) => one.field === id));
  const typeOf = (id: string) => {
    const field = fieldOf(target, id);
    return field ? (fieldTypeOf(field).type(field) ?? undefined) : undefined;
  };
  return (
    <div className={parts.rows}>
      {set.map((one, index) => (
        <div key={one.field} className={parts.card}>
          <div className={parts.row}>
            <Select
              aria-label={d('field')}
              showSearch={{ optionFilterProp: 'label' }}
              value={one.field}
              onChange={(field) => onChange(set.with(index, { ...one, field }))}
              options={writable.map(({ id, label }) => ({ value: id, label: text(label) }))}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={v('remove')}
              onClick={() => onChange(set.toSpliced(index, 1))}
            />
          </div>
          <FormulaField
            label={d('value')}
            ground={ground}
            expected={typeOf(one.field)}
            value={one.value}
            onChange={(value) => onChange(set.with(index, { ...one, value: value ?? null }))}
          />
        </div>
      ))}
      {free && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...set, { field: free.id, value: null }])}
        >
          {t('add_value')}
        </Button>
      )}
    </div>
  );
}
