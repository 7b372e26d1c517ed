import type { Field } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { findingWords } from './finding-words.js';
import { withProperty } from './type-settings.js';

interface PairsProps {
  /** Columns of the rows that are copied, and of those that are made. */
  from: readonly Field[];
  to: readonly Field[];
  value: Readonly<Record<string, string>>;
  onChange: (columns: Record<string, string>) => void;
}

/** For every column of the new rows, the column it is filled from. */
export function ColumnPairs({ from, to, value, onChange }: PairsProps) {
  const t = useWords(findingWords);
  const text = useText();
  return to.map(({ id, label }) => {
    const name = t('column_from', { name: text(label) });
    return (
      <Setting key={id} label={name}>
        <Select
          allowClear
          aria-label={name}
          placeholder={t('column_empty')}
          value={value[id] ?? null}
          onChange={(column) => onChange(withProperty({ ...value }, id, column ?? undefined))}
          options={from.map((one) => ({ value: one.id, label: text(one.label) }))}
        />
      </Setting>
    );
  });
}
