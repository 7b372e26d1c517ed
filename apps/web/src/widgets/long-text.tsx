import { AlignLeftOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useText } from '../words/texts.js';
import { ariaOf, type InputProps, statusOf, textOf, type Widget } from './widget.js';
import styles from './widgets.module.css';

function LongTextInput(props: InputProps) {
  const text = useText();
  return (
    <Input.TextArea
      {...ariaOf(props)}
      status={statusOf(props) ?? ''}
      autoSize={{ minRows: 3, maxRows: 12 }}
      value={textOf(props.value)}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder)}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={props.onBlur}
    />
  );
}

export const longText: Widget = {
  Input: LongTextInput,
  Display: ({ value, place }) =>
    place === 'cell' ? textOf(value) : <div className={styles.lines}>{textOf(value)}</div>,
  icon: <AlignLeftOutlined />,
  columnWidth: 260,
  isElastic: true,
  isWide: true,
};
