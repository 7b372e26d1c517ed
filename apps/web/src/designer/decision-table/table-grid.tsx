import { ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/words.js';
import { readTsv } from './cell-text.js';
import styles from './decision-table.module.css';
import { tableWords } from './table-words.js';

export interface GridColumn {
  id: string;
  label: string;
  kind: 'input' | 'output';
  suggestions: readonly string[];
}
export interface GridRow {
  id: string;
  cells: readonly string[];
  /** What is wrong with it, or with its neighbours. */
  problems: readonly string[];
}
interface GridProps {
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  /** Texts from a place on; rows beyond the last are new ones. False: nothing could be read. */
  onWrite: (row: number, column: number, texts: readonly (readonly string[])[]) => boolean;
  onRemove: (row: number) => void;
  onMoveUp: (row: number) => void;
}
interface Place {
  row: number;
  column: number;
}

/** A spreadsheet of conditions and outputs. */
export function TableGrid({ columns, rows, onWrite, onRemove, onMoveUp }: GridProps) {
  const t = useWords(tableWords);
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    table.current?.querySelector<HTMLElement>(`[data-place="${at.row}/${at.column}"]`)?.focus();
  });
  const go = (row: number, column: number) => {
    wantsFocus.current = true;
    setAt({
      row: Math.min(Math.max(row, 0), rows.length - 1),
      column: Math.min(Math.max(column, 0), columns.length - 1),
    });
  };
  const textAt = ({ row, column }: Place) => rows[row]?.cells[column] ?? '';
  const commit = (text: string, row: number, column: number) => {
    if (text !== textAt(at)) onWrite(at.row, at.column, [[text]]);
    setEditing(null);
    go(row, column);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      go(at.row + step[0], at.column + step[1]);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      setEditing(textAt(at));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onWrite(at.row, at.column, [['']]);
    } else if (event.key.length === 1) {
      event.preventDefault();
      setEditing(event.key);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const texts = readTsv(event.clipboardData.getData('text/plain'));
    if (texts.length === 0) return;
    event.preventDefault();
    onWrite(at.row, at.column, texts);
    wantsFocus.current = true;
  };
  return (
    <div className={styles.scroll}>
      <table ref={table} className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{t('number_of_row')}</th>
            {columns.map(({ id, label, kind }) => (
              <th key={`${kind} ${id}`} scope="col" data-kind={kind}>
                {label}
              </th>
            ))}
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id} data-bad={row.problems.length > 0}>
              <th scope="row">
                <Tooltip title={row.problems.join('\n')}>
                  <span>{index + 1}</span>
                </Tooltip>
              </th>
              {columns.map((column, place) => {
                const isHere = at.row === index && at.column === place;
                const text = row.cells[place] ?? '';
                return (
                  <td
                    key={`${column.kind} ${column.id}`}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the keyboard
                    role="gridcell"
                    data-kind={column.kind}
                    data-place={`${index}/${place}`}
                    tabIndex={isHere ? 0 : -1}
                    aria-label={`${column.label} ${index + 1}: ${text || t('any')}`}
                    onFocus={() => setAt({ row: index, column: place })}
                    onDoubleClick={() => setEditing(text)}
                    onKeyDown={isHere && editing === null ? onKey : undefined}
                    onPaste={isHere && editing === null ? onPaste : undefined}
                  >
                    {isHere && editing !== null ? (
                      <CellInput
                        column={column}
                        value={editing}
                        onCommit={commit}
                        onCancel={() => {
                          setEditing(null);
                          go(index, place);
                        }}
                        at={at}
                      />
                    ) : (
                      text || <span className="muted">{column.kind === 'input' ? '—' : ''}</span>
                    )}
                  </td>
                );
              })}
              <td className={styles.tools}>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t('row_up', { n: index + 1 })}
                  onClick={() => onMoveUp(index)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('remove_row', { n: index + 1 })}
                  onClick={() => onRemove(index)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const steps: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function CellInput({
  column,
  value,
  at,
  onCommit,
  onCancel,
}: {
  column: GridColumn;
  value: string;
  at: Place;
  onCommit: (text: string, row: number, column: number) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const list = `suggestions-${column.kind}-${column.id}`;
  return (
    <>
      <input
        ref={input}
        className={styles.input}
        aria-label={column.label}
        value={text}
        list={list}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => onCommit(text, at.row, at.column)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onCommit(text, at.row + 1, at.column);
          else if (event.key === 'Tab') onCommit(text, at.row, at.column + (event.shiftKey ? -1 : 1));
          else if (event.key === 'Escape') onCancel();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <datalist id={list}>
        {column.suggestions.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
