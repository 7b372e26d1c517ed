import { ClockCircleOutlined } from '@ant-design/icons';
import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import { DateDisplay } from './date.js';
import { ariaOf, type InputProps, statusOf, textOf, type Widget } from './widget.js';

function TimeInput(props: InputProps) {
  const value = textOf(props.value);
  return (
    <TimePicker
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      format="HH:mm"
      placeholder="HH:mm"
      needConfirm={false}
      value={/^\d\d:\d\d$/.test(value) ? dayjs(`2000-01-01T${value}`) : null}
      disabled={props.isReadOnly ?? false}
      onChange={(moment) => props.onChange(moment ? moment.format('HH:mm') : null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

export const time: Widget = {
  Input: TimeInput,
  Display: DateDisplay,
  icon: <ClockCircleOutlined />,
  columnWidth: 80,
};
