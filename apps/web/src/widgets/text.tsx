import { FontSizeOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { ScanButton } from './scan-button.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

export function TextInput(props: InputProps) {
  const text = useText();
  const { scan } = props.field;
  const w = useWords(widgetWords);
  const input = (
    <Input
      {...ariaOf(props)}
      status={statusOf(props) ?? ''}
      value={textOf(props.value)}
      disabled={props.isReadOnly ?? false}
      readOnly={scan === 'only'}
      placeholder={text(props.field.placeholder) || (scan === 'only' ? w('scan_first') : '')}
      maxLength={props.field.maxLength ?? 1000}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={props.onBlur}
    />
  );
  if (!scan || props.isReadOnly) return input;
  return (
    <div className={styles.scanned}>
      {input}
      <ScanButton onCode={(code) => props.onChange(code)} canType={scan !== 'only'} />
    </div>
  );
}

export function TextDisplay({ value }: DisplayProps) {
  return <>{textOf(value)}</>;
}

export const text: Widget = {
  Input: TextInput,
  Display: TextDisplay,
  icon: <FontSizeOutlined />,
  columnWidth: 200,
  isElastic: true,
};
