import { useWords } from '../../words/words.js';
import { mapWords } from './map-words.js';
import type { RegionValue } from './outline-map.js';
import styles from './outline-map.module.css';

/** From the least to the most, as the regions are coloured. */
export function MapLegend({ values }: { values: readonly RegionValue[] }) {
  const t = useWords(mapWords);
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const least = sorted[0]?.text ?? '';
  const most = sorted.at(-1)?.text ?? '';
  return (
    <div className={styles.legend} role="img" aria-label={t('legend', { least, most })}>
      <span className="figures">{least}</span>
      <i />
      <span className="figures">{most}</span>
    </div>
  );
}
