import { DownCircleOutlined } from '@ant-design/icons';
import type { Field } from '@fieldwork/metadata';
import { Select } from 'antd';
import { StateDot } from '../ui/state-dot.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';

const searchFrom = 8;

/** An option as dot and word; one that has been removed since shows its id. */
export function OptionLabel({ field, id }: { field: Field; id: string }) {
  const text = useText();
  const option = field.options?.find((one) => one.id === id);
  if (!option) return <>{id}</>;
  return option.color ? <StateDot color={option.color}>{text(option.label)}</StateDot> : text(option.label);
}

/** What a select needs to show and search the options of a field. */
export function useOptions(field: Field) {
  const text = useText();
  return (field.options ?? []).map((option) => ({
    value: option.id,
    words: text(option.label),
    label: <OptionLabel field={field} id={option.id} />,
  }));
}

function ChoiceInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  const options = useOptions(props.field);
  return (
    <Select
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      allowClear={!props.isRequired}
      showSearch={options.length > searchFrom ? { optionFilterProp: 'words' } : false}
      options={options}
      value={props.value ? textOf(props.value) : null}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || t('choose')}
      onChange={(id: string | undefined) => props.onChange(id ?? null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

function ChoiceDisplay({ field, value }: DisplayProps) {
  return <OptionLabel field={field} id={textOf(value)} />;
}

export const choice: Widget = {
  Input: ChoiceInput,
  Display: ChoiceDisplay,
  icon: <DownCircleOutlined />,
  columnWidth: 132,
  isElastic: true,
};
