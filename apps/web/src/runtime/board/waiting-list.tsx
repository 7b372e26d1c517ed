import { Button, Input, Select } from 'antd';
import { type PointerEvent, type ReactNode, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { exactMoment } from '../../ui/moment.js';
import { optionColours } from '../../ui/theme.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Work } from './board-model.js';
import { windowText } from './board-time.js';
import { boardWords } from './board-words.js';

type Order = 'usual' | 'due' | 'old';

interface WaitingListProps {
  works: readonly Work[];
  total: number;
  /** The filter line, where the page has one. */
  filter: ReactNode;
  selected: string | null;
  mayPlan: (work: Work) => boolean;
  onBegin?: (event: PointerEvent, work: Work, mode: 'move') => void;
  onSelect: (work: Work) => void;
  onPlan: (work: Work) => void;
  onProposeAll: (() => void) | null;
}

const orders: Record<Order, ((a: Work, b: Work) => number) | null> = {
  usual: null,
  due: (a, b) => (a.due ?? Number.MAX_VALUE) - (b.due ?? Number.MAX_VALUE),
  old: (a, b) => a.record.created_at.localeCompare(b.record.created_at),
};

/** What nobody has yet: searched, sorted, dragged from here to a person's time. */
export function WaitingList(props: WaitingListProps) {
  const { works, total, selected } = props;
  const t = useWords(boardWords);
  const text = useText();
  const v = useWords(verbs);
  const { timeZone } = useAppScope();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order>('usual');
  const words = search.trim().toLowerCase();
  const found = works.filter(({ title, subtitle }) => `${title} ${subtitle}`.toLowerCase().includes(words));
  const compare = orders[order];
  const shown = compare ? found.toSorted(compare) : found;
  return (
    <aside className={styles.waiting} aria-label={t('waiting')}>
      <h2>
        <span>
          {t('waiting')} <span className="muted figures">{total}</span>
        </span>
        {props.onProposeAll && works.length > 0 && (
          <Button size="small" onClick={props.onProposeAll}>
            {t('propose_all')}
          </Button>
        )}
      </h2>
      <Input.Search
        allowClear
        aria-label={t('find')}
        placeholder={t('find')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {props.filter}
      <Select<Order>
        aria-label={t('sort_usual')}
        value={order}
        onChange={setOrder}
        options={[
          { value: 'usual', label: t('sort_usual') },
          { value: 'due', label: t('sort_due') },
          { value: 'old', label: t('sort_old') },
        ]}
      />
      {shown.length === 0 && <p className="muted">{t('waiting_none')}</p>}
      <ul className={styles.cards}>
        {shown.map((work) => (
          <li
            key={work.id}
            data-waiting={work.id}
            className={`${styles.card} ${selected === work.id ? styles.cardOn : ''}`}
            style={{ ['--state' as string]: optionColours[work.priority?.color ?? 'grey'] }}
            title={props.onBegin && props.mayPlan(work) ? t('drag_hint') : undefined}
            onPointerDown={
              props.onBegin && props.mayPlan(work)
                ? (event) => props.onBegin?.(event, work, 'move')
                : undefined
            }
          >
            <button type="button" onClick={() => props.onSelect(work)}>
              <b>{work.title}</b>
              <div className="muted">{work.subtitle}</div>
            </button>
            <div className={styles.cardFoot}>
              {work.priority && <span>{text(work.priority.label)}</span>}
              {work.window && <span>{t('promised_at', { window: windowText(work.window, timeZone) })}</span>}
              {work.due !== null && !work.window && (
                <span
                  className={work.due < Date.now() ? undefined : 'muted'}
                  style={work.due < Date.now() ? { color: 'var(--danger)' } : undefined}
                >
                  {t('due_at', { at: exactMoment(new Date(work.due).toISOString()) })}
                </span>
              )}
              {props.mayPlan(work) && (
                <Button
                  size="small"
                  style={{ marginLeft: 'auto' }}
                  onClick={() => props.onPlan(work)}
                  aria-label={`${t('plan')}${v('colon')}${work.title}`}
                >
                  {t('plan')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </aside>
  );
}
