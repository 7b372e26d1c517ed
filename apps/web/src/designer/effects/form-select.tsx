import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { Setting } from '../parts/setting.js';

interface FormSelectProps {
  label: string;
  value: string;
  onChange: (form: string) => void;
  /** Given where no form is a choice as well. */
  onClear?: (() => void) | undefined;
}

/** One of the app's forms. */
export function FormSelect({ label, value, onChange, onClear }: FormSelectProps) {
  const text = useText();
  const { forms } = useAppScope();
  return (
    <Setting label={label}>
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={onClear !== undefined}
        value={value || null}
        onChange={(form) => (form ? onChange(form) : onClear?.())}
        options={[...forms.values()].map(({ id, label: name }) => ({ value: id, label: text(name) }))}
      />
    </Setting>
  );
}
