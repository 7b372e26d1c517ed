import type { MatchedTerm } from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import { useText } from '../../words/texts.js';
import styles from './matching.module.css';

export interface TermLabel {
  id: string;
  label: Text;
  unit: Text | null;
}

/** What a score is made of: each term with its value and its share of the points. */
export function TermBars({ terms, labels }: { terms: readonly MatchedTerm[]; labels: readonly TermLabel[] }) {
  const text = useText();
  const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return (
    <dl className={styles.terms}>
      {terms.map(({ id, value, weight, points }) => {
        const label = labels.find((one) => one.id === id);
        const most = (100 * weight) / total;
        return (
          <div key={id}>
            <dt>{text(label?.label) || id}</dt>
            <dd className={styles.track} aria-hidden>
              <span style={{ width: `${most === 0 ? 0 : (points / most) * 100}%` }} />
            </dd>
            <dd className="figures">
              {value === null ? '—' : Number(Number(value).toFixed(1))} {text(label?.unit)}
            </dd>
            <dd className="figures">+{points.toFixed(1)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
