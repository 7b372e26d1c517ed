import { AimOutlined, EnvironmentOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { doubtIn, doubtText, type Field, type LocationValue, metresFrom } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { exactMoment } from '../ui/moment.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { locationFrom } from './found-position.js';
import { useLocating } from './use-locating.js';
import { type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

export function locationOf(value: unknown): LocationValue | null {
  return typeof value === 'object' && value !== null && 'at' in value ? (value as LocationValue) : null;
}

/** The place that a position is compared with: an address of the record, or of what it refers to. */
export function nearOf({ near }: Field, values: Readonly<Record<string, unknown>>): unknown {
  const [first = '', second] = (near ?? '').split('.');
  const value = values[first];
  return second === undefined ? value : (value as Record<string, unknown> | null | undefined)?.[second];
}

function useDistanceWords() {
  const t = useWords(widgetWords);
  return (metres: number) =>
    metres < 1000 ? t('metres', { count: metres }) : t('kilometres', { count: (metres / 1000).toFixed(1) });
}

/** A position is taken from the device; where it cannot be, or is too far off, a reason is asked for. */
function LocationInput(props: InputProps) {
  const { field, value, values, onChange } = props;
  const t = useWords(widgetWords);
  const distance = useDistanceWords();
  const kept = locationOf(value);
  const [reason, setReason] = useState(kept?.reason ?? '');
  const { locate, isLocating, hasFailed } = useLocating((found) => {
    onChange(locationFrom(found, reason, Date.now()));
  });
  const metres = kept ? metresFrom(kept, nearOf(field, values)) : null;
  const isFar =
    metres !== null && field.within !== undefined && metres - (kept?.accuracy ?? 0) > field.within;
  const explain = (words: string) => {
    setReason(words);
    const { reason: _before, ...rest } = kept ?? { at: new Date().toISOString(), source: 'none' as const };
    if (words.trim() !== '') onChange({ ...rest, reason: words });
    else onChange(rest.source === 'none' ? null : rest);
  };
  return (
    <div className={styles.location}>
      {kept?.source === 'device' && (
        <p className="figures">
          <EnvironmentOutlined /> {exactMoment(kept.at)}
          {kept.accuracy !== undefined && ` · ${t('accuracy', { metres: kept.accuracy })}`}
          {metres !== null && ` · ${t('distance', { distance: distance(metres) })}`} <Doubt value={kept} />
        </p>
      )}
      {!props.isReadOnly && (
        <Button
          id={props.id}
          aria-describedby={props.describedBy}
          icon={isLocating ? <LoadingOutlined /> : <AimOutlined />}
          disabled={isLocating}
          onClick={locate}
        >
          {t(isLocating ? 'locating' : kept?.source === 'device' ? 'locate_again' : 'locate')}
        </Button>
      )}
      {(hasFailed || isFar || kept?.reason !== undefined) && !props.isReadOnly && (
        <Input
          {...(statusOf(props) ? { status: 'error' as const } : {})}
          aria-label={t('position_reason')}
          placeholder={t(isFar ? 'position_far' : 'position_failed')}
          value={reason}
          maxLength={500}
          onChange={(event) => explain(event.target.value)}
          onBlur={props.onBlur}
        />
      )}
    </div>
  );
}

/** What speaks against a position; `isShort`: the reason only where one points at it. */
export function Doubt({ value, isShort }: { value: LocationValue; isShort?: boolean }) {
  const t = useWords(widgetWords);
  const text = useText();
  const doubt = doubtIn({ ...value });
  if (!doubt) return null;
  const words = text(doubtText(doubt));
  return (
    <span className={styles.doubt} {...(isShort ? { title: words } : {})}>
      <WarningOutlined /> {isShort ? t('in_doubt') : words}
    </span>
  );
}

function LocationDisplay({ value, place, isExact }: DisplayProps) {
  const t = useWords(widgetWords);
  const kept = locationOf(value);
  if (!kept) return null;
  const words =
    kept.source === 'none'
      ? t('no_position')
      : `${kept.latitude}, ${kept.longitude}${kept.accuracy === undefined ? '' : ` (${t('accuracy', { metres: kept.accuracy })})`}`;
  if (place === 'cell')
    return (
      <span className="figures">
        <EnvironmentOutlined /> {exactMoment(kept.at)} <Doubt value={kept} isShort={!isExact} />
      </span>
    );
  return (
    <span className="figures">
      <EnvironmentOutlined /> {exactMoment(kept.at)} · {words}
      {kept.reason && <span className="muted"> · {kept.reason}</span>} <Doubt value={kept} />
    </span>
  );
}

export const location: Widget = {
  Input: LocationInput,
  Display: LocationDisplay,
  icon: <AimOutlined />,
  columnWidth: 190,
  isElastic: true,
  isGroup: true,
};
