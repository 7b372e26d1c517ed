import { CheckSquareOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { OptionLabel, useOptions } from './choice.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function ChoicesInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  return (
    <Select
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      mode="multiple"
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'words' }}
      options={useOptions(props.field)}
      value={listOf(props.value)}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || t('choose')}
      onChange={(ids: string[]) => props.onChange(ids.length === 0 ? null : ids)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

function ChoicesDisplay({ field, value, place }: DisplayProps) {
  return (
    <span className={place === 'cell' ? styles.cellTags : styles.tags}>
      {listOf(value).map((id) => (
        <OptionLabel key={id} field={field} id={id} />
      ))}
    </span>
  );
}

export const choices: Widget = {
  Input: ChoicesInput,
  Display: ChoicesDisplay,
  icon: <CheckSquareOutlined />,
  columnWidth: 180,
  isElastic: true,
};
