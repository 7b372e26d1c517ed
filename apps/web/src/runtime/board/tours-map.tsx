import type { PlannedTour } from '@fieldwork/api-contract';
import { lazy, Suspense } from 'react';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import type { Place, Resource, Work } from './board-model.js';
import { tourWords } from './tour-words.js';
import styles from './tours.module.css';

const OutlineMap = lazy(async () => ({ default: (await import('../map/outline-map.js')).OutlineMap }));

interface ToursMapProps {
  tour: PlannedTour;
  works: readonly Work[];
  resources: readonly Resource[];
}

/** One tour on the map: where it begins, its stops in their order, and the way between them. */
export function ToursMap({ tour, works, resources }: ToursMapProps) {
  const t = useWords(tourWords);
  const start = resources.find(({ id }) => id === tour.resource.id)?.place ?? null;
  const stops = tour.stops.flatMap(({ record }, index) => {
    const work = works.find(({ id }) => id === record.id);
    return work?.place ? [{ ...work.place, number: index + 1, id: work.id, title: work.title }] : [];
  });
  if (stops.length === 0) return <p className="muted">{t('map_none')}</p>;
  const places: Place[] = start ? [start, ...stops] : stops;
  const named = { size: 6, isNamed: true };
  const points = [
    ...(start
      ? [{ ...start, ...named, id: 'start', label: tour.resource.title ?? '', colour: 'var(--text)' }]
      : []),
    ...stops.map((stop) => ({ ...stop, ...named, label: `${stop.number} ${stop.title}` })),
  ];
  return (
    <div className={styles.map}>
      <Suspense fallback={<Waiting />}>
        <OutlineMap
          key={tour.resource.id}
          label={t('map_of', { who: tour.resource.title ?? '' })}
          points={points}
          lines={[{ id: 'way', colour: 'var(--primary)', places }]}
          fit="points"
        />
      </Suspense>
    </div>
  );
}
