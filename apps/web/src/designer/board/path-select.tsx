import { type Field, type Form, localize } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale } from '../../words/words.js';
import { Setting } from '../parts/setting.js';

interface PathOptions {
  form: Form;
  fits: (field: Field) => boolean;
}

/** Fields of a form and, one step further, of the records it refers to, as paths with words. */
function usePaths({ form, fits }: PathOptions): { value: string; label: string }[] {
  const { forms } = useAppScope();
  const locale = useLocale();
  const own = form.fields
    .filter(fits)
    .map(({ id, label }) => ({ value: id, label: localize(label, locale) }));
  const reached = form.fields.flatMap((field) => {
    const target = field.form === undefined || field.fields ? undefined : forms.get(field.form);
    return (target?.fields ?? []).filter(fits).map(({ id, label }) => ({
      value: `${field.id}.${id}`,
      label: `${localize(field.label, locale)} · ${localize(label, locale)}`,
    }));
  });
  return [...own, ...reached];
}

interface PathProps extends PathOptions {
  label: string;
  value: string | undefined;
  isRequired?: boolean;
  onChange: (path: string | undefined) => void;
}

/** One field of a form or of a record it refers to. */
export function PathSelect({ label, value, isRequired = false, onChange, ...rest }: PathProps) {
  return (
    <Setting label={label}>
      <Select
        allowClear={!isRequired}
        aria-label={label}
        value={value ?? null}
        options={usePaths(rest)}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(path) => onChange(path ?? undefined)}
      />
    </Setting>
  );
}

interface PathsProps extends PathOptions {
  label: string;
  value: readonly string[] | undefined;
  /** As many as there can be. */
  most?: number;
  onChange: (paths: string[] | undefined) => void;
}

/** Some of them, in the order they were chosen; the first that is filled counts. */
export function PathsSelect({ label, value, most = 5, onChange, ...rest }: PathsProps) {
  return (
    <Setting label={label}>
      <Select
        mode="multiple"
        maxCount={most}
        aria-label={label}
        value={[...(value ?? [])]}
        options={usePaths(rest)}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(paths) => onChange(paths.length > 0 ? paths : undefined)}
      />
    </Setting>
  );
}
