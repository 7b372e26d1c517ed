import { type Flow, localize } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useLocale, useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { flowDesignWords } from './flow-words.js';

/** Which step a way leads to. */
export function NextSetting({
  flow,
  value,
  own,
  onChange,
}: {
  flow: Flow;
  value: string;
  own: string;
  onChange: (next: string) => void;
}) {
  const t = useWords(flowDesignWords);
  const locale = useLocale();
  return (
    <Setting label={t('next')}>
      <Select
        aria-label={t('next')}
        value={value}
        onChange={onChange}
        options={flow.nodes
          .filter(({ id, type }) => id !== own && type !== 'start')
          .map(({ id, label }) => ({ value: id, label: localize(label, locale) }))}
      />
    </Setting>
  );
}
