import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { Setting } from './setting.js';

interface LibrarySelectProps {
  label: string;
  hint?: string;
  value: string | undefined;
  onChange: (page: string | undefined) => void;
}

/** A library of the app, or none. */
export function LibrarySelect({ label, hint, value, onChange }: LibrarySelectProps) {
  const text = useText();
  const { pages } = useAppScope();
  const options = [...pages.values()].flatMap((page) =>
    page.type === 'library' ? [{ value: page.id, label: text(page.label) }] : [],
  );
  return (
    <Setting label={label} {...(hint === undefined ? {} : { hint })}>
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
