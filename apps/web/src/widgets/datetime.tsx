import { FieldTimeOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { instantShown, momentOf } from '../api/time-zone.js';
import { Ago, exactMoment } from '../ui/moment.js';
import { useText } from '../words/texts.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';

function DatetimeInput(props: InputProps) {
  const text = useText();
  const value = textOf(props.value);
  return (
    <DatePicker
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={value && dayjs(value).isValid() ? momentOf(value) : null}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || 'YYYY-MM-DD HH:mm'}
      onChange={(moment) => props.onChange(moment ? instantShown(moment) : null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

function DatetimeDisplay({ value, place, isExact }: DisplayProps) {
  const at = textOf(value);
  return place === 'cell' && !isExact ? <Ago at={at} /> : <span className="figures">{exactMoment(at)}</span>;
}

export const datetime: Widget = {
  Input: DatetimeInput,
  Display: DatetimeDisplay,
  icon: <FieldTimeOutlined />,
  columnWidth: 124,
};
