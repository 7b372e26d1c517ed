import { lazy, Suspense } from 'react';
import { optionColours } from '../../ui/theme.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Resource, Work } from './board-model.js';
import { boardWords } from './board-words.js';

const OutlineMap = lazy(async () => ({ default: (await import('../map/outline-map.js')).OutlineMap }));

interface BoardMapProps {
  resources: readonly Resource[];
  works: readonly Work[];
  selected: string | null;
  onSelect: (work: Work) => void;
}

/** Where the people begin and where the work is. */
export function BoardMap({ resources, works, selected, onSelect }: BoardMapProps) {
  const t = useWords(boardWords);
  const people = resources.flatMap(({ id, name, place }) =>
    place ? [{ ...place, id, label: name, colour: 'var(--text)', size: 4, isNamed: true }] : [],
  );
  const orders = works.flatMap((work) =>
    work.place
      ? [
          {
            ...work.place,
            id: work.id,
            label: `${work.title} ${work.subtitle}`,
            colour: optionColours[work.priority?.color ?? 'grey'] ?? 'var(--primary)',
            size: work.id === selected ? 9 : 6,
            onClick: () => onSelect(work),
          },
        ]
      : [],
  );
  return (
    <div className={styles.map}>
      <Suspense fallback={<Waiting />}>
        <OutlineMap label={t('map_of')} points={[...orders, ...people]} />
      </Suspense>
    </div>
  );
}
