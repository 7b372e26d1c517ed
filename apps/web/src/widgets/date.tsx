import { CalendarOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useText } from '../words/texts.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';

function DateInput(props: InputProps) {
  const text = useText();
  const value = textOf(props.value);
  return (
    <DatePicker
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      value={dayjs(value).isValid() && value ? dayjs(value) : null}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || 'YYYY-MM-DD'}
      onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

export function DateDisplay({ value }: DisplayProps) {
  return <span className="figures">{textOf(value)}</span>;
}

export const date: Widget = {
  Input: DateInput,
  Display: DateDisplay,
  icon: <CalendarOutlined />,
  columnWidth: 110,
};
