import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import type { CalendarSlot } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import { useWords } from '../../words/words.js';
import styles from './calendar.module.css';
import { calendarWords } from './calendar-words.js';

interface SlotsProps {
  label: string;
  slots: readonly CalendarSlot[];
  onChange: (slots: CalendarSlot[]) => void;
}

const clock = /^([01]?\d|2[0-4]):[0-5]\d$/;

/** The slots of a day, each from a time to a time. */
export function SlotsEditor({ label, slots, onChange }: SlotsProps) {
  const t = useWords(calendarWords);
  const add = () => {
    const last = slots.at(-1);
    onChange([
      ...slots,
      last ? { from: last.to === '24:00' ? '00:00' : last.to, to: '24:00' } : { from: '09:00', to: '18:00' },
    ]);
  };
  return (
    <div className={styles.slots}>
      {slots.length === 0 && <span className="muted">{t('off')}</span>}
      {slots.map((slot, index) => (
        // Slots have no name of their own; their place is what they are.
        <span key={index} className={styles.slot}>
          <Clock
            label={`${label} ${t('from')}`}
            value={slot.from}
            onChange={(from) =>
              onChange(slots.with(index, { ...slot, from: from === '24:00' ? '00:00' : from }))
            }
          />
          –
          <Clock
            label={`${label} ${t('to')}`}
            value={slot.to}
            onChange={(to) => onChange(slots.with(index, { ...slot, to }))}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('remove_slot', { slot: `${label} ${slot.from}–${slot.to}` })}
            onClick={() => onChange(slots.toSpliced(index, 1))}
          />
        </span>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={`${label} ${t('add_slot')}`}
        onClick={add}
      />
    </div>
  );
}

/** A time of day as text: it may be 24:00, which no time field of a browser takes. */
function Clock({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const write = (written: string) => {
    if (clock.test(written)) onChange(written.padStart(5, '0'));
  };
  return (
    <Input
      key={value}
      size="small"
      className={styles.clock}
      aria-label={label}
      defaultValue={value}
      maxLength={5}
      onBlur={(event) => write(event.target.value)}
      onPressEnter={(event) => write(event.currentTarget.value)}
    />
  );
}
