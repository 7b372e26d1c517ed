import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Field } from '@fieldwork/metadata';
import { Button } from 'antd';
import { newId } from '../api/new-id.js';
import { useIsPhone } from '../ui/media.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { type Row, rowsOf } from './rows.js';
import { SubTableCell } from './sub-table-cell.js';
import { SubTableFill } from './sub-table-fill.js';
import type { InputProps } from './widget.js';
import { isNumeric } from './widget-lookup.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const usualMost = 1000;

interface Editing {
  props: InputProps;
  columns: readonly Field[];
  rows: readonly Row[];
  set: (index: number, column: string, value: unknown) => void;
  remove: (index: number) => void;
  copy: (index: number) => void;
}

/** Rows of a sub-table while they are edited: a table on a desk, cards on a phone. */
export function SubTableInput(props: InputProps) {
  const t = useWords(widgetWords);
  const isPhone = useIsPhone();
  const rows = rowsOf(props.value);
  const change = (next: Row[]) => props.onChange(next);
  const editing: Editing = {
    props,
    rows,
    columns: props.field.fields ?? [],
    set: (index, column, value) =>
      change(rows.map((row, at) => (at === index ? { ...row, [column]: value } : row))),
    remove: (index) => change(rows.filter((_, at) => at !== index)),
    copy: (index) => change(rows.toSpliced(index + 1, 0, { ...rows[index], id: newId() })),
  };
  const most = props.field.maxRows ?? usualMost;
  return (
    <fieldset
      className={styles.bare}
      id={props.id}
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      tabIndex={-1}
    >
      {rows.length > 0 && (isPhone ? <Cards {...editing} /> : <Table {...editing} />)}
      {!props.isReadOnly && (
        <div className={styles.rowTools} style={{ marginTop: rows.length > 0 ? 8 : 0 }}>
          <Button
            icon={<PlusOutlined />}
            disabled={rows.length >= most}
            danger={props.isInvalid ?? false}
            onClick={() => change([...rows, { id: newId() }])}
          >
            {t('add_row')}
          </Button>
          {props.field.fill && <SubTableFill fill={props.field.fill} rows={rows} most={most} props={props} />}
        </div>
      )}
    </fieldset>
  );
}

function CellOf({ editing, index, column }: { editing: Editing; index: number; column: Field }) {
  const { props, rows } = editing;
  return (
    <SubTableCell
      id={`${props.id}-${index}-${column.id}`}
      column={column}
      row={rows[index] as Row}
      settled={rowsOf(props.settled)[index]}
      state={props.rowStates?.[index]?.[column.id]}
      isReadOnly={props.isReadOnly ?? false}
      isMarked={props.isInvalid ?? false}
      values={props.values}
      onChange={(value) => editing.set(index, column.id, value)}
    />
  );
}

function RowButtons({ editing, index }: { editing: Editing; index: number }) {
  const t = useWords(widgetWords);
  if (editing.props.isReadOnly) return null;
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        aria-label={t('copy_row', { row: index + 1 })}
        onClick={() => editing.copy(index)}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('remove_row', { row: index + 1 })}
        onClick={() => editing.remove(index)}
      />
    </>
  );
}

function Table(editing: Editing) {
  const text = useText();
  const { columns, rows } = editing;
  return (
    <div className={styles.table}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} data-numeric={isNumeric(column) || undefined}>
                {text(column.label)}
              </th>
            ))}
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id ?? index}>
              {columns.map((column) => (
                <td key={column.id} aria-label={text(column.label)}>
                  <CellOf editing={editing} index={index} column={column} />
                </td>
              ))}
              <td data-narrow>
                <RowButtons editing={editing} index={index} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards(editing: Editing) {
  const t = useWords(widgetWords);
  const text = useText();
  return (
    <div className={styles.cards}>
      {editing.rows.map((row, index) => (
        <div key={row.id ?? index} className={styles.card}>
          <div className={styles.cardHead}>
            {t('row', { row: index + 1 })}
            <span>
              <RowButtons editing={editing} index={index} />
            </span>
          </div>
          {editing.columns.map((column) => (
            <div key={column.id}>
              <label className="muted" htmlFor={`${editing.props.id}-${index}-${column.id}`}>
                {text(column.label)}
              </label>
              <CellOf editing={editing} index={index} column={column} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
