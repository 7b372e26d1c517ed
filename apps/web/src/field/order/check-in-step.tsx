import { EnvironmentOutlined, LoadingOutlined } from '@ant-design/icons';
import { type FieldStepOf, fieldOf, metresFrom } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { momentOf } from '../../api/time-zone.js';
import { type Found, locationFrom } from '../../widgets/found-position.js';
import { Doubt, locationOf } from '../../widgets/location.js';
import { useLocating } from '../../widgets/use-locating.js';
import { useWords } from '../../words/words.js';
import { usePhone, useSnapshot } from '../shell/phone-context.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import type { StepProps } from './step-views.js';
import { valueAt } from './value-text.js';

const renewedMs = 90_000;

/** Where one is and how far from the place; without a position, or too far off, it takes a reason. */
export function CheckInStep({
  step,
  state,
  form,
  record,
  onWrite,
  onSkip,
}: StepProps<FieldStepOf<'check_in'>>) {
  const t = useWords(orderWords);
  const { sync } = usePhone();
  const { records } = useSnapshot();
  const [found, setFound] = useState<Found | null>(null);
  const position = found?.position;
  const [reason, setReason] = useState('');
  const { locate, isLocating, hasFailed } = useLocating(setFound);
  const kept = locationOf(record[step.field]);
  // Once, when the step opens.
  useEffect(() => {
    if (!kept) locate();
  }, []);
  // Whoever takes his time here does not check in with where he was before.
  useEffect(() => {
    if (!position || kept) return undefined;
    const timer = setTimeout(locate, renewedMs);
    return () => clearTimeout(timer);
  }, [position, kept]);
  const field = fieldOf(form, step.field);
  const metres =
    field?.near === undefined || !position
      ? null
      : metresFrom(position, valueAt(record, field.near, form, records));
  const isFar =
    metres !== null && field?.within !== undefined && metres - (position?.accuracy ?? 0) > field.within;
  const needsReason = isFar || (!position && hasFailed);
  const [act] = state.actions;
  const checkIn = () => {
    const at = new Date().toISOString();
    const words = reason.trim();
    const value = found
      ? locationFrom(found, words, Date.parse(at))
      : { at, source: 'none', ...(words ? { reason: words } : {}) };
    if (position) sync.soon(position);
    void onWrite({
      shown: { [step.field]: value, ...(step.time === undefined ? {} : { [step.time]: at }) },
      label: act ? act.action.label : step.label,
      act,
    });
  };
  return (
    <>
      <div className={styles.body}>
        <div className={styles.big} aria-live="polite">
          {kept ? (
            <>
              <strong>{t('checked_in', { at: momentOf(kept.at).format('HH:mm') })}</strong>
              <Doubt value={kept} />
            </>
          ) : isLocating ? (
            <>
              <strong>
                <LoadingOutlined />
              </strong>
              {t('locating')}
            </>
          ) : position ? (
            <>
              <strong>
                <EnvironmentOutlined />{' '}
                {metres === null
                  ? momentOf(position.at).format('HH:mm')
                  : t('distance', { metres: lengthText(t, metres) })}
              </strong>
              {t('located', { accuracy: position.accuracy })}
            </>
          ) : (
            <strong>{t('not_located')}</strong>
          )}
        </div>
        {isFar && <p>{t('too_far', { within: field?.within ?? 0 })}</p>}
        {needsReason && !kept && (
          <Input.TextArea
            aria-label={t('why')}
            placeholder={t('why')}
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {!isLocating && !kept && (
          <Button size="large" block onClick={locate}>
            {t('locate_again')}
          </Button>
        )}
      </div>
      <div className={styles.bottom}>
        <Button
          type="primary"
          size="large"
          block
          disabled={!kept && (isLocating || (needsReason && reason.trim() === ''))}
          onClick={kept && !act ? onSkip : checkIn}
        >
          {kept && !act ? t('next') : t('check_in')}
        </Button>
      </div>
    </>
  );
}

function lengthText(t: ReturnType<typeof useWords<'metres' | 'kilometres'>>, metres: number): string {
  return metres < 1000
    ? t('metres', { count: metres })
    : t('kilometres', { count: (metres / 1000).toFixed(1) });
}
