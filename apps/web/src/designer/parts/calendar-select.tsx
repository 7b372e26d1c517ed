import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';

/** Whose working time counts; every minute where none is chosen, or whatever `none` says. */
export function CalendarSelect({
  value,
  label,
  none,
  isDisabled = false,
  onChange,
}: {
  value: string | undefined;
  label?: string;
  none?: string;
  isDisabled?: boolean;
  onChange: (calendar: string | undefined) => void;
}) {
  const d = useWords(designerWords);
  const text = useText();
  const { data } = useAppScope();
  return (
    <Select
      aria-label={label ?? d('counted_by')}
      value={value ?? ''}
      disabled={isDisabled}
      onChange={(next) => onChange(next === '' ? undefined : next)}
      options={[
        { value: '', label: none ?? d('every_minute') },
        ...data.calendars.map(({ id, label: name }) => ({ value: id, label: text(name) })),
      ]}
    />
  );
}
