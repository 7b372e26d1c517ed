import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { CalendarException } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import dayjs from 'dayjs';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './calendar.module.css';
import { calendarWords } from './calendar-words.js';
import { SlotsEditor } from './slots-editor.js';

/** Days that are not like their weekday. */
export function ExceptionsEditor({
  exceptions,
  onChange,
}: {
  exceptions: readonly CalendarException[];
  onChange: (exceptions: CalendarException[]) => void;
}) {
  const t = useWords(calendarWords);
  const v = useWords(verbs);
  const text = useText();
  const set = (index: number, part: Partial<CalendarException>) =>
    onChange(exceptions.with(index, { ...(exceptions[index] as CalendarException), ...part }));
  return (
    <div className={styles.exceptions}>
      <p className="muted">{t('exception_hint')}</p>
      {exceptions.map((exception, index) => (
        <div key={index} className={styles.exception}>
          <Input
            type="date"
            aria-label={t('date')}
            value={exception.date}
            onChange={({ target }) => target.value && set(index, { date: target.value })}
          />
          <Input
            type="date"
            aria-label={t('last_date')}
            value={exception.to ?? ''}
            onChange={({ target }) => {
              const { to: _, ...rest } = exception;
              onChange(exceptions.with(index, target.value ? { ...rest, to: target.value } : rest));
            }}
          />
          <Input
            aria-label={t('label')}
            placeholder={t('label')}
            value={text(exception.label)}
            onChange={({ target }) => set(index, { label: target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${v('delete')} ${exception.date}`}
            onClick={() => onChange(exceptions.toSpliced(index, 1))}
          />
          <SlotsEditor
            label={exception.date}
            slots={exception.slots}
            onChange={(slots) => set(index, { slots })}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => onChange([...exceptions, { date: dayjs().format('YYYY-MM-DD'), slots: [] }])}
      >
        {t('add_exception')}
      </Button>
    </div>
  );
}
