import type { RecordClock } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecordClocks } from '../../api/deadlines.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ClockPanel } from './clock-panel.js';
import { Remaining, Track } from './clock-parts.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';

/** The clock that matters most, in the head of a record; behind it all clocks and their ledgers. */
export function DeadlineBar({ form, record }: { form: Form; record: string }) {
  const t = useWords(deadlineWords);
  const text = useText();
  const scope = useAppScope();
  const [isOpen, setOpen] = useState(false);
  const isWanted = scope.data.clocks.some((clock) => clock.form === form.id);
  const { data } = useRecordClocks(scope.id, form.id, record, isWanted);
  const clocks = data ? byUrgency(data) : [];
  const clock = clocks[0];
  if (!clock) return null;
  return (
    <>
      <button
        type="button"
        className={styles.bar}
        data-state={clock.state}
        aria-label={t('open', { label: text(clock.label) })}
        onClick={() => setOpen(true)}
      >
        <span className={styles.barLabel}>{text(clock.label)}</span>
        <Track clock={clock} />
        <Remaining clock={clock} />
      </button>
      {isOpen && (
        <Drawer open size={520} title={t('title')} onClose={() => setOpen(false)}>
          {clocks.map((one) => (
            <ClockPanel key={`${one.deadline}/${one.target}`} form={form} clock={one} />
          ))}
        </Drawer>
      )}
    </>
  );
}

const order: Record<RecordClock['state'], number> = {
  missed: 1,
  running: 0,
  paused: 2,
  met: 3,
  cancelled: 4,
};

/** What still runs before what has ended, what is due first before the rest, what only measures last. */
function byUrgency(clocks: readonly RecordClock[]): RecordClock[] {
  const rank = ({ limitMinutes, stoppedAt, state }: RecordClock) =>
    (limitMinutes === null ? 20 : 0) + (stoppedAt === null ? 0 : 10) + order[state];
  return clocks.toSorted(
    (a, b) => rank(a) - rank(b) || String(a.dueAt ?? '9').localeCompare(String(b.dueAt ?? '9')),
  );
}
