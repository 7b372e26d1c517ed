import { LeftOutlined, RightOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Popover, Segmented, Tag } from 'antd';
import { useIsPhone } from '../../ui/media.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import { addDays, wallOf } from './board-time.js';
import { boardWords } from './board-words.js';
import type { Conflict } from './conflicts.js';
import { tourWords } from './tour-words.js';

interface BoardToolsProps {
  day: string;
  span: 'day' | 'week';
  timeZone: string;
  conflicts: readonly { who: string; conflict: Conflict }[];
  /** Nobody works on the day that is shown. */
  isDayOff: boolean;
  hasMap: boolean;
  isMapShown: boolean;
  onDay: (day: string) => void;
  onSpan: (span: 'day' | 'week') => void;
  onMap: () => void;
  /** Null where tours cannot be planned. */
  onTours: (() => void) | null;
}

/** Which days are shown, and what is wrong with the plan. */
export function BoardTools(props: BoardToolsProps) {
  const { day, span, conflicts } = props;
  const t = useWords(boardWords);
  const tours = useWords(tourWords);
  const isPhone = useIsPhone();
  const step = span === 'week' ? 7 : 1;
  return (
    <span className={styles.tools}>
      <Button
        icon={<LeftOutlined />}
        aria-label={t('earlier')}
        onClick={() => props.onDay(addDays(day, -step))}
      />
      <input
        type="date"
        className="figures"
        aria-label={t('pick_day')}
        value={day}
        onChange={(event) => event.target.value && props.onDay(event.target.value)}
        style={{
          height: isPhone ? 48 : 32,
          padding: '0 8px',
          border: '1px solid var(--border)',
          borderRadius: 6,
          background: 'var(--surface)',
          color: 'inherit',
          font: 'inherit',
        }}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('later')}
        onClick={() => props.onDay(addDays(day, step))}
      />
      {props.isDayOff && (
        <Tag color="warning" title={t('day_off_hint')}>
          {t('day_off')}
        </Tag>
      )}
      <Button onClick={() => props.onDay(wallOf(Date.now(), props.timeZone).day)}>{t('today')}</Button>
      {!isPhone && (
        <Segmented
          value={span}
          onChange={(value) => props.onSpan(value === 'week' ? 'week' : 'day')}
          options={[
            { value: 'day', label: t('day') },
            { value: 'week', label: t('week') },
          ]}
        />
      )}
      {conflicts.length > 0 && (
        <Popover trigger="click" placement="bottom" content={<ConflictList conflicts={conflicts} />}>
          <Button danger icon={<WarningOutlined />}>
            {t('conflicts', { count: conflicts.length })}
          </Button>
        </Popover>
      )}
      {props.onTours && <Button onClick={props.onTours}>{tours('plan')}</Button>}
      {props.hasMap && (
        <Button
          type={props.isMapShown ? 'primary' : 'default'}
          ghost={props.isMapShown}
          aria-pressed={props.isMapShown}
          onClick={props.onMap}
        >
          {t('map')}
        </Button>
      )}
    </span>
  );
}

const sentences = {
  overlap: 'overlap',
  day_off: 'on_day_off',
  shift: 'outside',
  away: 'away',
  travel: 'travel',
  promise: 'unpromised',
} as const;

function ConflictList({ conflicts }: Pick<BoardToolsProps, 'conflicts'>) {
  const t = useWords(boardWords);
  return (
    <ul className={styles.clashes}>
      {conflicts.map(({ who, conflict: { kind, work, other, missing } }) => (
        <li key={`${kind}${work.id}${other?.id ?? ''}`}>
          {t(sentences[kind], { who, a: work.title, b: other?.title ?? '', missing })}
        </li>
      ))}
    </ul>
  );
}
