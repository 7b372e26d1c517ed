import type { AppData, RecordData } from '@fieldwork/api-contract';
import { useAppScope } from '../../api/app-scope.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';

/** A value of a record in one line. */
export function Cell({ form, column, record }: { form: string; column: ListColumn; record: RecordData }) {
  const { data } = useAppScope();
  const value = record[column.path];
  if (isEmptyValue(value)) return null;
  const { Display } = widgetOf(column.field);
  return (
    <span className={styles.cell} data-late={isLate(data.clocks, form, column.path, record) || undefined}>
      <Display field={column.field} value={value} place="cell" />
    </span>
  );
}

/** Whether a due time that a clock keeps has passed while the clock still runs. */
function isLate(clocks: AppData['clocks'], form: string, path: string, record: RecordData): boolean {
  const clock = clocks.find((one) => one.form === form && one.due === path);
  if (!clock || Date.parse(String(record[path])) > Date.now()) return false;
  const state = clock.state === null ? undefined : record[clock.state];
  return state === undefined || state === 'running' || state === 'missed';
}
