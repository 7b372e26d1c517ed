import { lazy, Suspense } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { usePhonesOf } from '../../api/devices.js';
import { momentOf } from '../../api/time-zone.js';
import { optionColours } from '../../ui/theme.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Place, Resource, Work } from './board-model.js';
import { boardWords } from './board-words.js';

const OutlineMap = lazy(async () => ({ default: (await import('../map/outline-map.js')).OutlineMap }));

const nearDegrees = 1.5;

interface BoardMapProps {
  resources: readonly Resource[];
  works: readonly Work[];
  selected: string | null;
  onSelect: (work: Work) => void;
}

/** Where the people begin and where the work is. */
export function BoardMap({ resources, works, selected, onSelect }: BoardMapProps) {
  const t = useWords(boardWords);
  const center = works.find(({ id }) => id === selected)?.place ?? null;
  const people = resources.flatMap(({ id, name, place }) =>
    place ? [{ ...place, id, label: name, colour: 'var(--text)', size: 4, isNamed: true }] : [],
  );
  const scope = useAppScope();
  const phones = usePhonesOf(scope.id);
  // Where somebody was last, if he lets it be known.
  const seen = resources.flatMap(({ id, name, person }) => {
    const position = phones.get(person ?? '')?.position;
    if (!position) return [];
    const label = t('phone_place', { name, at: momentOf(position.at).format('HH:mm') });
    return [{ ...position, id: `phone-${id}`, label, colour: 'var(--success)', size: 6, isNamed: true }];
  });
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
  const shown = [...people, ...seen, ...orders].filter((point) => center === null || isNear(point, center));
  return (
    <div className={styles.map}>
      <Suspense fallback={<Waiting />}>
        <OutlineMap label={t('map_of')} points={shown} fit={center ? 'points' : 'area'} />
      </Suspense>
    </div>
  );
}

/** What is selected is looked at with what is around it, a day's drive at most. */
function isNear(a: Place, b: Place): boolean {
  return Math.abs(a.longitude - b.longitude) < nearDegrees && Math.abs(a.latitude - b.latitude) < nearDegrees;
}
