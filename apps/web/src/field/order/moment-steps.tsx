import { CompassOutlined } from '@ant-design/icons';
import type { FieldStepOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { momentOf } from '../../api/time-zone.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useSnapshot } from '../shell/phone-context.js';
import { mapLink, placeOf } from './maps.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import type { StepProps } from './step-views.js';
import { valueAt } from './value-text.js';

/** The address, the way there in the phone's own map, and the moment one sets off. */
export function NavigateStep({
  step,
  state,
  form,
  record,
  onWrite,
  onSkip,
}: StepProps<FieldStepOf<'navigate'>>) {
  const t = useWords(orderWords);
  const text = useText();
  const { records } = useSnapshot();
  const place = placeOf(valueAt(record, step.place, form, records));
  const noted = step.time === undefined ? null : record[step.time];
  const [act] = state.actions;
  const setOff = () =>
    onWrite({
      shown: step.time === undefined ? {} : { [step.time]: new Date().toISOString() },
      label: act ? act.action.label : step.label,
      act,
    });
  return (
    <>
      <div className={styles.body}>
        <div className={styles.big}>{place ? place.name : t('no_place')}</div>
        {typeof noted === 'string' && (
          <p className="muted">{t('noted', { at: momentOf(noted).format('HH:mm') })}</p>
        )}
        {place && (
          <Button
            size="large"
            block
            icon={<CompassOutlined />}
            href={mapLink(place)}
            target="_blank"
            rel="noreferrer"
          >
            {t('open_map')}
          </Button>
        )}
      </div>
      <div className={styles.bottom}>
        <Button
          type="primary"
          size="large"
          block
          onClick={() => (noted || (step.time === undefined && !act) ? onSkip() : void setOff())}
        >
          {noted ? t('next') : text(step.label)}
        </Button>
      </div>
    </>
  );
}

/** One button that keeps the moment. */
export function TimeStep({ step, state, record, onWrite, onSkip }: StepProps<FieldStepOf<'time'>>) {
  const t = useWords(orderWords);
  const text = useText();
  const noted = record[step.field];
  const [act] = state.actions;
  return (
    <>
      <div className={styles.body}>
        <div className={styles.big}>
          <strong className="figures">
            {momentOf(typeof noted === 'string' ? noted : new Date()).format('HH:mm')}
          </strong>
          {typeof noted === 'string' && t('noted', { at: momentOf(noted).format('MM-DD HH:mm') })}
        </div>
      </div>
      <div className={styles.bottom}>
        <Button
          type="primary"
          size="large"
          block
          onClick={() =>
            noted && !act
              ? onSkip()
              : void onWrite({
                  shown: { [step.field]: noted ?? new Date().toISOString() },
                  label: act ? act.action.label : step.label,
                  act,
                })
          }
        >
          {noted && !act ? t('next') : text(act ? act.action.label : step.label)}
        </Button>
      </div>
    </>
  );
}
