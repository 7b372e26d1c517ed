import { EnvironmentOutlined } from '@ant-design/icons';
import type { PlannedTour } from '@fieldwork/api-contract';
import { Tooltip } from 'antd';
import { useWords } from '../../words/words.js';
import type { Work } from './board-model.js';
import { wallOf } from './board-time.js';
import { tourWords } from './tour-words.js';
import styles from './tours.module.css';

/** One tour, stop by stop: the way, the time, and what changes. */
export function TourLine({
  tour,
  timeZone,
  works,
  isShown,
  onShow,
}: {
  tour: PlannedTour;
  timeZone: string;
  works: readonly Work[];
  /** Whether it is the one on the map. */
  isShown: boolean;
  onShow: () => void;
}) {
  const t = useWords(tourWords);
  const clock = (at: string) => wallOf(Date.parse(at), timeZone).clock;
  const titleOf = (id: string) => works.find((work) => work.id === id)?.title;
  return (
    <section className={styles.tour} data-shown={isShown || undefined}>
      <header>
        <button
          type="button"
          className={styles.who}
          aria-pressed={isShown}
          title={t('on_map', { who: tour.resource.title ?? '' })}
          onClick={onShow}
        >
          <EnvironmentOutlined /> {tour.resource.title}
        </button>
        <span className="muted">
          {t('tour_sum', { stops: tour.stops.length, km: tour.km, minutes: tour.travelMinutes })}
          {tour.overtimeMinutes > 0 && ` · ${t('tour_overtime', { minutes: tour.overtimeMinutes })}`}
          {tour.endAt && ` · ${t('tour_end', { at: clock(tour.endAt) })}`}
        </span>
      </header>
      <ol className={styles.stops}>
        {tour.stops.map((stop) => {
          const isNew = stop.before === null;
          const isMoved = stop.before !== null && stop.before.resource !== tour.resource.id;
          const lines = [
            t('way', { km: stop.km, minutes: stop.travelMinutes }),
            ...stop.breaks.map(({ from, to }) => t('break', { from: clock(from), to: clock(to) })),
            ...(stop.score === null ? [] : [t('suits', { score: Math.round(stop.score) })]),
            ...(stop.isGuess ? [t('guess')] : []),
            ...(stop.before ? [t('before', { at: clock(stop.before.startAt) })] : []),
          ];
          return (
            <li key={stop.record.id}>
              <Tooltip title={lines.map((line) => <div key={line}>{line}</div>)}>
                <span className={styles.stop} data-change={isNew ? 'new' : isMoved ? 'moved' : 'same'}>
                  <span className={styles.clock}>{clock(stop.startAt)}</span>
                  {titleOf(stop.record.id) ?? stop.record.title}
                  {isNew && <small>{t('new')}</small>}
                  {isMoved && <small>{t('handed')}</small>}
                </span>
              </Tooltip>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
