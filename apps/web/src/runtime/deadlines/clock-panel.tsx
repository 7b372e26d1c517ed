import type { RecordClock } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { Tag } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { exactMoment } from '../../ui/moment.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { Remaining, stateWord, Track } from './clock-parts.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';
import { useDuration } from './durations.js';

const colours = {
  running: 'blue',
  paused: 'warning',
  met: 'success',
  missed: 'error',
  cancelled: 'default',
} as const;

/** One clock: where it stands, its ledger as a bar, and in words why it stands there. */
export function ClockPanel({ form, clock }: { form: Form; clock: RecordClock }) {
  const t = useWords(deadlineWords);
  const text = useText();
  const say = useDuration();
  const { limitMinutes, consumedMinutes, calendar } = clock;
  const used = say(consumedMinutes, 'working');
  return (
    <section className={styles.clock} data-state={clock.state}>
      <header>
        <h3>{text(clock.label)}</h3>
        <Tag color={colours[clock.state]}>{t(stateWord(clock))}</Tag>
      </header>
      <div className={styles.figures}>
        <Track clock={clock} />
        <Remaining clock={clock} />
      </div>
      <p className="muted">
        {[
          limitMinutes === null
            ? t('used', { used })
            : t('used_of', { used, limit: say(limitMinutes, 'working') }),
          clock.stoppedAt ? t('ended', { at: exactMoment(clock.stoppedAt) }) : '',
          clock.dueAt ? t('due', { at: exactMoment(clock.dueAt) }) : '',
          calendar ? t('by_calendar', { calendar: text(calendar.label) }) : t('every_minute'),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <LedgerBar clock={clock} />
      <h4>{t('why')}</h4>
      <Summary clock={clock} />
      <ol className={styles.ledger}>
        {clock.ledger.map((stretch) => (
          <li key={stretch.from} data-phase={stretch.phase}>
            <time dateTime={stretch.from} className="figures">
              {exactMoment(stretch.from)}
            </time>
            <div>
              {t(stretch.because)}
              <Seen form={form} seen={stretch.seen} />
              <div className="muted">
                {t('stretch', {
                  working: say(stretch.workingMinutes, 'working'),
                  outside: say(stretch.outsideMinutes),
                })}
              </div>
            </div>
          </li>
        ))}
      </ol>
      {clock.corrections.map(({ at, happenedAt, before, after }) => (
        <p key={at}>
          {t('corrected', {
            at: exactMoment(at),
            happened: exactMoment(happenedAt),
            before: before ? t(before) : t('not_begun'),
            after: after ? t(after) : t('not_begun'),
          })}
        </p>
      ))}
      {clock.marks.map(({ label, turn, reachedAt }) => (
        <p key={`${reachedAt} ${turn} ${text(label ?? '')}`} className="muted">
          {t('reached', { at: exactMoment(reachedAt), label: label ? text(label) : text(clock.label) })}
        </p>
      ))}
    </section>
  );
}

/** From the start to the end: what counted, what did not, and why. */
function Summary({ clock }: { clock: RecordClock }) {
  const t = useWords(deadlineWords);
  const say = useDuration();
  const sum = (read: (stretch: RecordClock['ledger'][number]) => number) =>
    clock.ledger.reduce((total, one) => total + read(one), 0);
  const paused = sum((one) => (one.phase === 'paused' ? one.workingMinutes : 0));
  return (
    <p>
      {t('late_total', {
        end: clock.stoppedAt ? t('end_stop') : t('end_now'),
        elapsed: say(sum((one) => one.workingMinutes + one.outsideMinutes)),
        used: say(clock.consumedMinutes, 'working'),
        outside: say(sum((one) => one.outsideMinutes)),
      })}
      {paused > 0 && t('late_paused', { time: say(paused, 'working') })}
    </p>
  );
}

const kinds = ['running', 'paused', 'outside', 'stopped'] as const;

function LedgerBar({ clock }: { clock: RecordClock }) {
  const t = useWords(deadlineWords);
  const length = (segment: { from: string; to: string }) => Date.parse(segment.to) - Date.parse(segment.from);
  const shown = kinds.filter((kind) => clock.segments.some((segment) => segment.kind === kind));
  if (shown.length === 0) return null;
  return (
    <>
      <div className={styles.segments} role="img" aria-label={shown.map((kind) => t(kind)).join(' / ')}>
        {clock.segments.map((segment) => (
          <span
            key={segment.from}
            data-kind={segment.kind}
            style={{ flexGrow: length(segment) }}
            title={`${exactMoment(segment.from)} – ${exactMoment(segment.to)} ${t(segment.kind)}`}
          />
        ))}
      </div>
      <div className={styles.legend}>
        {shown.map((kind) => (
          <span key={kind} data-kind={kind}>
            {t(kind)}
          </span>
        ))}
      </div>
    </>
  );
}

/** The values that set the clock going or stopped it, as words. */
function Seen({ form, seen }: { form: Form; seen: Record<string, unknown> }) {
  const t = useWords(deadlineWords);
  const v = useWords(verbs);
  const text = useText();
  const { forms } = useAppScope();
  const parts = Object.entries(seen).flatMap(([path, value]) => {
    const [head = '', member] = path.split('.');
    const own = fieldOf(form, head);
    const target = own?.form === undefined ? undefined : forms.get(own.form);
    const field = member === undefined ? own : target && fieldOf(target, member);
    if (!field || value === null) return [];
    const option = field.options?.find(({ id }) => id === value);
    const shown = option ? text(option.label) : typeof value === 'object' ? '' : String(value);
    return shown === '' ? [] : [text(field.label) + v('colon') + shown];
  });
  return parts.length === 0 ? null : t('because_of', { values: parts.join(v('comma')) });
}
