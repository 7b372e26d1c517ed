import type { Field } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { Setting } from './setting.js';

/** One of these fields. */
export function FieldSelect({
  label,
  hint,
  fields,
  value,
  isOptional = false,
  onChange,
}: {
  label: string;
  hint?: string;
  fields: readonly Field[];
  value: string | undefined;
  isOptional?: boolean;
  onChange: (value: string | undefined) => void;
}) {
  const t = useWords(verbs);
  const text = useText();
  const isKnown = value === undefined || fields.some(({ id }) => id === value);
  return (
    <Setting label={label} hint={hint}>
      <Select
        aria-label={label}
        value={value ?? null}
        allowClear={isOptional}
        placeholder={t('none')}
        status={isKnown ? '' : 'error'}
        onChange={(next) => onChange(next ?? undefined)}
        options={fields.map((field) => ({ value: field.id, label: text(field.label) }))}
      />
    </Setting>
  );
}
