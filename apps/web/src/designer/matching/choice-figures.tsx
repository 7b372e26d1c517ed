import type { Matching } from '@fieldwork/metadata';
import { Tag } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useChoiceSummary } from '../../api/matchings.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { matchingDesignWords } from './matching-design-words.js';

/** How often, how far and why people choose somebody else than proposed. */
export function ChoiceFigures({ matching }: { matching: Matching }) {
  const t = useWords(matchingDesignWords);
  const scope = useAppScope();
  const isPublished = scope.data.matchings.some(({ id }) => id === matching.id);
  const { data } = useChoiceSummary(scope.id, matching.id, isPublished);
  if (!isPublished || !data) return null;
  const { count, overridden, meanDifference, reasons } = data;
  return (
    <Setting label={<h2>{t('choices')}</h2>}>
      <p className={count === 0 ? 'muted' : 'figures'}>
        {count === 0
          ? t('choices_none')
          : t('choices_line', { count, overridden, difference: (meanDifference ?? 0).toFixed(1) })}
      </p>
      <p>
        {reasons.map(({ reason, count: times }) => (
          <Tag key={reason}>
            {reason} × {times}
          </Tag>
        ))}
      </p>
    </Setting>
  );
}
