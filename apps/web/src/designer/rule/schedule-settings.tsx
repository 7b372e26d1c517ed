import type { Schedule } from '@fieldwork/metadata';
import { Segmented, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useWords } from '../../words/words.js';
import { withProperty } from '../form/type-settings.js';
import { Setting } from '../parts/setting.js';
import { ruleDesignWords } from './rule-words.js';

const rhythms = ['hour', 'day', 'week', 'month'] as const;

/** When a rule looks at all records: every hour, day, week or month, at an hour, on days. */
export function ScheduleSettings({
  schedule,
  onChange,
}: {
  schedule: Schedule;
  onChange: (schedule: Schedule) => void;
}) {
  const t = useWords(ruleDesignWords);
  const { every } = schedule;
  const days = every === 'week' ? [1, 2, 3, 4, 5, 6, 7] : Array.from({ length: 31 }, (_, index) => index + 1);
  return (
    <>
      <Setting label={t('every')}>
        <Segmented
          aria-label={t('every')}
          style={{ justifySelf: 'start' }}
          value={every}
          onChange={(next) => onChange({ every: next, at: schedule.at ?? '06:00' })}
          options={rhythms.map((value) => ({ value, label: t(`every_${value}`) }))}
        />
      </Setting>
      <Setting label={every === 'hour' ? t('at_minute') : t('at_time')}>
        <TimePicker
          aria-label={t('at_time')}
          format={every === 'hour' ? 'mm' : 'HH:mm'}
          allowClear={false}
          value={dayjs(schedule.at ?? '00:00', 'HH:mm')}
          onChange={(value) => value && onChange({ ...schedule, at: value.format('HH:mm') })}
        />
      </Setting>
      {(every === 'week' || every === 'month') && (
        <Setting label={t('on_days')}>
          <Select
            mode="multiple"
            aria-label={t('on_days')}
            value={schedule.days ?? [1]}
            onChange={(next: number[]) =>
              onChange(
                withProperty(schedule, 'days', next.length > 0 ? next.toSorted((a, b) => a - b) : undefined),
              )
            }
            options={days.map((day) => ({
              value: day,
              label: every === 'week' ? t(`weekday_${day as 1}`) : t('day_of_month', { day }),
            }))}
          />
        </Setting>
      )}
    </>
  );
}
