import { type Field, localize } from '@fieldwork/metadata';
import { useLocale } from '../words/words.js';
import type { Row } from './rows.js';
import type { CellState, InputProps } from './widget.js';
import { widgetOf } from './widget-lookup.js';
import styles from './widgets.module.css';

interface CellProps {
  id: string;
  column: Field;
  row: Row;
  settled: Row | undefined;
  state: CellState | undefined;
  isReadOnly: boolean;
  isMarked: boolean;
  values: InputProps['values'];
  onChange: (value: unknown) => void;
}

/** One cell of a row while it is edited, with what is wrong below it. */
export function SubTableCell(props: CellProps) {
  const locale = useLocale();
  const { column, state } = props;
  const { Input } = widgetOf(column);
  if (state?.visible === false) return null;
  const isComputed = column.compute !== undefined;
  const issue = props.isMarked || state?.issues[0]?.code !== 'required' ? state?.issues[0] : undefined;
  const issueId = `${props.id}-issue`;
  return (
    <>
      <Input
        id={props.id}
        field={column}
        value={(isComputed ? props.settled : props.row)?.[column.id] ?? null}
        values={{ ...props.row, parent: props.values }}
        onChange={props.onChange}
        isReadOnly={props.isReadOnly || state?.readOnly}
        isRequired={state?.required}
        isInvalid={issue !== undefined}
        describedBy={issue ? issueId : undefined}
      />
      {issue && (
        <div id={issueId} className={styles.issue}>
          {localize(issue.message, locale)}
        </div>
      )}
    </>
  );
}
