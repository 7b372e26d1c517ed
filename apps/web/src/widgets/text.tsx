import { FontSizeOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useText } from '../words/texts.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';

export function TextInput(props: InputProps) {
  const text = useText();
  return (
    <Input
      {...ariaOf(props)}
      status={statusOf(props) ?? ''}
      value={textOf(props.value)}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder)}
      maxLength={props.field.maxLength ?? 1000}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={props.onBlur}
    />
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
};
