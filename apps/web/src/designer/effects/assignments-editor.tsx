import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Assignments, type Form, fieldOf, fieldTypeOf } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { isInOrder } from '../conditions/formula-editor.js';
import { ValueField } from '../conditions/value-field.js';
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

/** Values to write: each field with what it gets, entered or worked out. */
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
  /** A value that the other field cannot take is not carried over to it. */
  const move = (one: Assignments[number], field: string) =>
    isInOrder(one.value, ground.names, typeOf(field)) ? { ...one, field } : { field, value: null };
  return (
    <div className={parts.rows}>
      {set.map((one, index) => (
        <div key={one.field} className={parts.card}>
          <div className={parts.row}>
            <Select
              aria-label={d('field')}
              showSearch={{ optionFilterProp: 'label' }}
              value={one.field}
              onChange={(field) => onChange(set.with(index, move(one, field)))}
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
          <ValueField
            label={d('value')}
            field={fieldOf(target, one.field) ?? { id: one.field, label: one.field, type: 'text' }}
            type={typeOf(one.field)}
            ground={ground}
            value={one.value}
            onChange={(value) => onChange(set.with(index, { ...one, value }))}
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
