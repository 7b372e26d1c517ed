import type { Text } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { TextSetting } from '../parts/setting.js';
import { effectWords } from './effect-words.js';

/** Words with fields in them, `{{field}}`, which are put in by choosing. */
export function MessageEditor({
  label,
  value,
  ground,
  isLong = false,
  onChange,
}: {
  label: string;
  value: Text | undefined;
  ground: Ground;
  isLong?: boolean;
  onChange: (value: Text | undefined) => void;
}) {
  const t = useWords(effectWords);
  const insert = (path: string) => {
    const add = (words: string | undefined) => `${words ?? ''}{{${path}}}`;
    if (value === undefined || typeof value === 'string') onChange(add(value));
    else
      onChange(
        Object.fromEntries(Object.entries(value).map(([locale, words]) => [locale, add(words)])) as Text,
      );
  };
  return (
    <>
      <TextSetting label={label} value={value} isLong={isLong} isRequired={!isLong} onChange={onChange} />
      <Select
        size="small"
        style={{ width: '100%', marginTop: -8, marginBottom: 14 }}
        aria-label={`${label}: ${t('template_hint')}`}
        placeholder={t('template_hint')}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        onChange={(path: string | null) => path && insert(path)}
        options={[...ground.names.words].map(([path, word]) => ({ value: path, label: word }))}
      />
    </>
  );
}
