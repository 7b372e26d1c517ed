import { TableOutlined } from '@ant-design/icons';
import type { Field } from '@fieldwork/metadata';
import { useIsPhone } from '../ui/media.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { type Row, rowsOf } from './rows.js';
import { SubTableInput } from './sub-table-input.js';
import type { DisplayProps, Widget } from './widget.js';
import { isEmptyValue, isNumeric, widgetOf } from './widget-lookup.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

function Cell({ column, row }: { column: Field; row: Row }) {
  const { Display } = widgetOf(column);
  const value = row[column.id];
  return isEmptyValue(value) ? null : <Display field={column} value={value} place="cell" />;
}

function RowTable({ columns, rows }: { columns: readonly Field[]; rows: readonly Row[] }) {
  const text = useText();
  return (
    <div className={`${styles.table} ${styles.shown}`}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} data-numeric={isNumeric(column) || undefined}>
                {text(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id ?? index}>
              {columns.map((column) => (
                <td key={column.id} data-numeric={isNumeric(column) || undefined}>
                  <Cell column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowCards({ columns, rows }: { columns: readonly Field[]; rows: readonly Row[] }) {
  const text = useText();
  return (
    <div className={styles.cards}>
      {rows.map((row, index) => (
        <div key={row.id ?? index} className={styles.card}>
          {columns.map((column) => (
            <div key={column.id}>
              <span className="muted">{text(column.label)}</span> <Cell column={column} row={row} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function SubTableDisplay({ field, value, place }: DisplayProps) {
  const t = useWords(widgetWords);
  const isPhone = useIsPhone();
  const rows = rowsOf(value);
  const columns = field.fields ?? [];
  if (place === 'cell') return <>{t('rows', { count: rows.length })}</>;
  return isPhone ? <RowCards columns={columns} rows={rows} /> : <RowTable columns={columns} rows={rows} />;
}

export const subTable: Widget = {
  Input: SubTableInput,
  Display: SubTableDisplay,
  icon: <TableOutlined />,
  columnWidth: 90,
  isWide: true,
  isNoColumn: true,
  isGroup: true,
};
