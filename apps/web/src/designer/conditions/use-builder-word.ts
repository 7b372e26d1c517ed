import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { useOperatorWord } from '../../runtime/filters/use-sentence.js';
import { useWords } from '../../words/words.js';
import { type BuilderOperator, moreOperators } from './builder-operators.js';
import { conditionWords } from './condition-words.js';

type More = (typeof moreOperators)[number];
const isMore = (operator: BuilderOperator): operator is More =>
  (moreOperators as readonly string[]).includes(operator);

/** The words of a comparison for a kind of field; moments are earlier and later. */
export function useBuilderWord(): (operator: BuilderOperator, field: FilterField) => string {
  const t = useWords(conditionWords);
  const word = useOperatorWord();
  return (operator, field) => {
    if (!isMore(operator)) return word(operator, field);
    const isMoment = field.kind === 'date' || field.kind === 'datetime';
    if (isMoment && operator === 'more') return t('later_than');
    if (isMoment && operator === 'less') return t('earlier_than');
    return t(operator);
  };
}
