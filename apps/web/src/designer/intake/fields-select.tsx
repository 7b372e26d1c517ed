import { type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { Setting } from '../parts/setting.js';

const every = () => true;

/** Fields that stand for one value, as they can be shown or searched. */
export function isShowable(field: Field): boolean {
  return !field.fields && fieldTypeOf(field).type(field) !== null;
}

interface FieldsSelectProps {
  label: string;
  form: Form;
  value: readonly string[];
  onChange: (fields: string[]) => void;
  fits?: (field: Field) => boolean;
}

/** Some fields of a form, in the order they were chosen. */
export function FieldsSelect({ label, form, value, onChange, fits = every }: FieldsSelectProps) {
  return (
    <Setting label={label}>
      <Select
        mode="multiple"
        aria-label={label}
        value={[...value]}
        onChange={onChange}
        options={useOptions(form, fits)}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Setting>
  );
}

interface FieldSelectProps {
  label: string;
  form: Form;
  value: string | undefined;
  onChange: (field: string | undefined) => void;
  fits?: (field: Field) => boolean;
}

/** One field of a form, or none. */
export function FieldSelect({ label, form, value, onChange, fits = every }: FieldSelectProps) {
  return (
    <Setting label={label}>
      <Select
        allowClear
        aria-label={label}
        value={value ?? null}
        onChange={(field) => onChange(field ?? undefined)}
        options={useOptions(form, fits)}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Setting>
  );
}

function useOptions(form: Form, fits: (field: Field) => boolean) {
  const text = useText();
  return form.fields.filter(fits).map(({ id, label }) => ({ value: id, label: text(label) || id }));
}
