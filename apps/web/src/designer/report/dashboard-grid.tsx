import type { Dashboard, PageItem } from '@fieldwork/metadata';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useReportData } from '../../api/reports.js';
import { ReportView } from '../../runtime/charts/report-view.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './dashboard-designer.module.css';
import { columns, placeItem } from './page-edit.js';
import { reportDesignWords } from './report-words.js';

interface GridProps {
  page: Dashboard;
  selected: string | null;
  onSelect: (id: string | null) => void;
  onRemove: (id: string) => void;
  onChange: (items: PageItem[], key?: string) => void;
}

const rowHeight = 40;

/** The dashboard's grid of 24 columns; items are moved by their head and sized at their corner. */
export function DashboardGrid(props: GridProps) {
  const { page, onSelect } = props;
  const t = useWords(reportDesignWords);
  const grid = useRef<HTMLDivElement>(null);
  if (page.items.length === 0) return <EmptyState title={t('items')} hint={t('add_hint')} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the items chooses the page; Escape does the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={grid}
      className={styles.grid}
      onClick={(event) => event.target === event.currentTarget && onSelect(null)}
    >
      {page.items.map((item) => (
        <Item key={item.id} {...props} item={item} grid={grid} />
      ))}
    </div>
  );
}

interface ItemProps extends GridProps {
  item: PageItem;
  grid: React.RefObject<HTMLDivElement | null>;
}

function Item({ item, grid, page, selected, onSelect, onRemove, onChange }: ItemProps) {
  const t = useWords(reportDesignWords);
  const text = useText();
  const { reports } = useAppScope();
  const report = reports.get(item.report);
  const name = text(item.label ?? report?.label) || item.report;
  const write = (part: Partial<PageItem>, from: readonly PageItem[] = page.items) =>
    onChange(placeItem(from, item.id, { ...item, ...part }), `place ${item.id}`);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const across = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const down = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove(item.id);
    else if (event.key === 'Escape') onSelect(null);
    else if (across === 0 && down === 0) return;
    else if (event.shiftKey) write({ width: item.width + across, height: item.height + down });
    else write({ x: item.x + across, y: item.y + down });
    event.preventDefault();
  };
  const style = {
    '--area': `${item.y + 1} / ${item.x + 1} / span ${item.height} / span ${item.width}`,
  } as CSSProperties;
  return (
    <section className={styles.item} data-selected={item.id === selected} style={style} aria-label={name}>
      <DragButton
        className={styles.itemHead ?? ''}
        label={t('move', { name })}
        grid={grid}
        item={item}
        items={page.items}
        onFocus={() => onSelect(item.id)}
        onKeyDown={onKeyDown}
        onDrag={(start, across, down, from) => write({ x: start.x + across, y: start.y + down }, from)}
      >
        {name}
      </DragButton>
      <div className={styles.itemBody} inert>
        {report && <Figures report={report} />}
      </div>
      <DragButton
        className={styles.corner ?? ''}
        label={t('resize', { name })}
        grid={grid}
        item={item}
        items={page.items}
        onFocus={() => onSelect(item.id)}
        onKeyDown={onKeyDown}
        onDrag={(start, across, down, from) =>
          write({ width: start.width + across, height: start.height + down }, from)
        }
      />
    </section>
  );
}

interface DragProps {
  className: string;
  label: string;
  grid: React.RefObject<HTMLDivElement | null>;
  item: PageItem;
  items: readonly PageItem[];
  children?: string;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** The item and all others as they were when the drag began, and by how many columns and rows the pointer went. */
  onDrag: (start: PageItem, across: number, down: number, from: readonly PageItem[]) => void;
}

function DragButton({
  className,
  label,
  grid,
  item,
  items,
  children,
  onFocus,
  onKeyDown,
  onDrag,
}: DragProps) {
  const drag = useRef<{ x: number; y: number; start: PageItem; from: readonly PageItem[] } | null>(null);
  const begin = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, start: item, from: items };
  };
  const move = (event: PointerEvent<HTMLButtonElement>) => {
    if (!drag.current || !grid.current) return;
    const { x, y, start, from } = drag.current;
    const across = Math.round((event.clientX - x) / (grid.current.clientWidth / columns));
    onDrag(start, across, Math.round((event.clientY - y) / rowHeight), from);
  };
  const end = () => {
    drag.current = null;
  };
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {children}
    </button>
  );
}

function Figures({ report }: { report: Parameters<typeof ReportView>[0]['report'] }) {
  const scope = useAppScope();
  const { data } = useReportData(scope.id, report, undefined, scope.timeZone);
  return data ? <ReportView report={report} data={data} /> : null;
}
