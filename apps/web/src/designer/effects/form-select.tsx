import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { Setting } from '../parts/setting.js';

interface FormSelectProps {
  label: string;
  value: string;
  onChange: (form: string) => void;
}

/** One of the app's forms. */
export function FormSelect({ label, value, onChange }: FormSelectProps) {
  const text = useText();
  const { forms } = useAppScope();
  return (
    <Setting label={label}>
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        value={value || null}
        onChange={onChange}
        options={[...forms.values()].map(({ id, label: name }) => ({ value: id, label: text(name) }))}
      />
    </Setting>
  );
}
