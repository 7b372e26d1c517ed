import { Checkbox, InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { withProperty } from '../form/type-settings.js';
import { Setting } from '../parts/setting.js';
import { flowDesignWords } from './flow-words.js';
import type { TaskProps } from './task-props.js';

/** Who may take the task for himself: only whom a matching lets through, and not too many at once. */
export function ClaimSettings({ node, form, onChange }: TaskProps) {
  const t = useWords(flowDesignWords);
  const text = useText();
  const { data } = useAppScope();
  const claim = node.claim ?? {};
  const set = (key: keyof NonNullable<typeof node.claim>, value: unknown) => {
    const next = withProperty(claim, key, value ?? undefined);
    onChange(withProperty(node, 'claim', Object.keys(next).length > 0 ? next : undefined), 'claim');
  };
  const number = (key: 'most' | 'minutesBetween') => (
    <Setting label={t(key)}>
      <InputNumber
        aria-label={t(key)}
        min={1}
        precision={0}
        style={{ width: '100%' }}
        value={claim[key] ?? null}
        onChange={(value) => set(key, value)}
      />
    </Setting>
  );
  return (
    <>
      <Setting label={t('claim_matching')}>
        <Select
          allowClear
          aria-label={t('claim_matching')}
          value={claim.matching ?? null}
          onChange={(value) => set('matching', value)}
          options={data.matchings
            .filter((matching) => matching.form === form.id)
            .map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      <Checkbox
        disabled={claim.matching === undefined}
        checked={claim.writes === true}
        onChange={({ target }) => set('writes', target.checked || undefined)}
      >
        {t('claim_writes')}
      </Checkbox>
      {number('most')}
      {number('minutesBetween')}
    </>
  );
}
