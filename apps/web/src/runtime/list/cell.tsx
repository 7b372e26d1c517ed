import type { RecordData } from '@fieldwork/api-contract';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import type { ListColumn } from './columns.js';
import styles from './list.module.css';

/** A value of a record in one line. */
export function Cell({ column, record }: { column: ListColumn; record: RecordData }) {
  const value = record[column.path];
  if (isEmptyValue(value)) return null;
  const { Display } = widgetOf(column.field);
  return (
    <span className={styles.cell}>
      <Display field={column.field} value={value} place="cell" />
    </span>
  );
}
