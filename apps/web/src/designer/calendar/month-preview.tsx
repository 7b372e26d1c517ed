import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { slotsOn, type WorkingPlan } from '@fieldwork/expression';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useLocale, useWords } from '../../words/words.js';
import styles from './calendar.module.css';
import { calendarWords } from './calendar-words.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** A month as the calendar makes it: the hours of each day, what is off, what is different from its weekday. */
export function MonthPreview({ plan, names }: { plan: WorkingPlan; names: ReadonlyMap<string, string> }) {
  const t = useWords(calendarWords);
  useLocale();
  const [month, setMonth] = useState(() => dayjs().startOf('month'));
  const lead = (month.day() + 6) % 7;
  const days = Array.from({ length: month.daysInMonth() }, (_, index) => {
    const date = month.add(index, 'day').format('YYYY-MM-DD');
    const worked = slotsOn(plan, date).reduce(
      (sum, [from, to]) => sum + (to > from ? to - from : to + dayMs - from),
      0,
    );
    return {
      date,
      number: index + 1,
      hours: worked / hourMs,
      isOther: plan.days.has(date),
      name: names.get(date),
    };
  });
  const total = days.reduce((sum, { hours }) => sum + hours, 0);
  return (
    <div>
      <div className={styles.monthHead}>
        <Button
          type="text"
          size="small"
          icon={<LeftOutlined />}
          aria-label={t('earlier')}
          onClick={() => setMonth(month.subtract(1, 'month'))}
        />
        <b className="figures">{month.format('YYYY-MM')}</b>
        <Button
          type="text"
          size="small"
          icon={<RightOutlined />}
          aria-label={t('later')}
          onClick={() => setMonth(month.add(1, 'month'))}
        />
        <span className="muted">
          {t('month_total', { days: days.filter(({ hours }) => hours > 0).length, hours: round(total) })}
        </span>
      </div>
      <div className={styles.month}>
        {weekdays.map((day) => (
          <span key={day} className={styles.weekday}>
            {t(day)}
          </span>
        ))}
        {days.map(({ date, number, hours, isOther, name }, index) => (
          <div
            key={date}
            className={styles.day}
            data-off={hours === 0}
            data-other={isOther}
            style={index === 0 ? { gridColumnStart: lead + 1 } : undefined}
          >
            <span className="figures">{number}</span>
            <span>{hours > 0 ? t('hours', { n: round(hours) }) : t('off')}</span>
            {name && <span className={styles.holiday}>{name}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
