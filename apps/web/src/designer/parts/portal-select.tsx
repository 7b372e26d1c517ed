import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { Setting } from './setting.js';

interface PortalSelectProps {
  label: string;
  /** The form whose portals these are. */
  form: string;
  value: string | undefined;
  onChange: (page: string | undefined) => void;
}

/** A portal over the records of a form, or none. */
export function PortalSelect({ label, form, value, onChange }: PortalSelectProps) {
  const text = useText();
  const { pages } = useAppScope();
  const options = [...pages.values()].flatMap((page) =>
    page.type === 'portal' && page.form === form ? [{ value: page.id, label: text(page.label) }] : [],
  );
  return (
    <Setting label={label}>
      <Select
        aria-label={label}
        allowClear
        value={value ?? null}
        options={options}
        onChange={(page) => onChange(page ?? undefined)}
      />
    </Setting>
  );
}
