import { Input } from 'antd';
import { Setting } from '../parts/setting.js';

const place = /^[A-Za-z0-9_$@:-]{1,60}(\.[A-Za-z0-9_$@:-]{1,60}){0,9}$/;

/** Where something stands in the JSON of another system, such as `records.0.Id`. */
export function PlaceInput({
  label,
  hint,
  value,
  isOptional = false,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string | undefined;
  isOptional?: boolean;
  onChange: (value: string | undefined) => void;
}) {
  const isRight = value === undefined ? isOptional : place.test(value);
  return (
    <Setting label={label} hint={hint}>
      <Input
        aria-label={label}
        value={value ?? ''}
        status={isRight ? '' : 'error'}
        onChange={({ target }) => onChange(target.value === '' && isOptional ? undefined : target.value)}
      />
    </Setting>
  );
}
