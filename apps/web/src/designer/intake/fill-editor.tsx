import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Fill, Form } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { isShowable } from './fields-select.js';
import { intakeDesignWords } from './intake-design-words.js';

/** What a record gives to a new one of another form. */
export function FillEditor(props: {
  from: Form;
  target: Pick<Form, 'fields'>;
  value: Fill;
  onChange: (fill: Fill) => void;
}) {
  const { from, target, value, onChange } = props;
  const t = useWords(intakeDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const options = (form: Pick<Form, 'fields'>) =>
    form.fields.filter(isShowable).map(({ id, label }) => ({ value: id, label: text(label) }));
  const own = [{ value: 'id', label: t('itself') }, ...options(from)];
  return (
    <Setting label={t('fill')}>
      <div className={parts.rows}>
        {value.map((one, index) => (
          <div key={one.field} className={parts.row}>
            <Select
              aria-label={t('fill_field')}
              style={{ flex: 1 }}
              value={one.field}
              options={options(target)}
              onChange={(field) => onChange(value.with(index, { ...one, field }))}
            />
            <Select
              aria-label={t('fill_from')}
              style={{ flex: 1 }}
              value={one.from}
              options={own}
              onChange={(path) => onChange(value.with(index, { ...one, from: path }))}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={v('remove')}
              onClick={() => onChange(value.toSpliced(index, 1))}
            />
          </div>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          style={{ justifySelf: 'start' }}
          onClick={() => {
            const free = options(target).find((option) => !value.some(({ field }) => field === option.value));
            if (free) onChange([...value, { field: free.value, from: 'id' }]);
          }}
        >
          {t('add_fill')}
        </Button>
      </div>
    </Setting>
  );
}
