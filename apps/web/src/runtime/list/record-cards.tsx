import type { RecordData } from '@fieldwork/api-contract';
import type { Flag } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { isEmptyValue } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { RecordFlag } from '../record/record-flag.js';
import { Cell } from './cell.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';

const shownFacts = 4;

interface RecordCardsProps {
  form: string;
  columns: readonly ListColumn[];
  records: readonly RecordData[];
  titleOf: (record: RecordData) => string;
  titlePath: string | undefined;
  statusPath: string | undefined;
  linkOf: (record: RecordData) => string;
  flagOf?: (record: RecordData) => Flag | undefined;
}

/** The records of a page on a phone. */
export function RecordCards(props: RecordCardsProps) {
  const status = props.columns.find(({ path }) => path === props.statusPath);
  const others = props.columns.filter(({ path }) => path !== props.titlePath && path !== props.statusPath);
  return (
    <div className={styles.cards}>
      {props.records.map((record) => (
        <Link key={record.id} to={props.linkOf(record)} className={styles.card}>
          <span className={styles.cardHead}>
            <span className={styles.cell}>{props.titleOf(record)}</span>
            {status && <Cell form={props.form} column={status} record={record} />}
          </span>
          <FlagLine flag={props.flagOf?.(record)} />
          <span className={styles.cardFacts}>
            {others
              .filter((column) => tellsMore(column, record, props.titleOf(record)))
              .slice(0, shownFacts)
              .map((column) => (
                <Fact key={column.path} form={props.form} column={column} record={record} />
              ))}
          </span>
        </Link>
      ))}
    </div>
  );
}

/** Whether a value says what the title of its card does not. */
function tellsMore({ path, field }: ListColumn, record: RecordData, title: string): boolean {
  const value = record[path];
  if (isEmptyValue(value)) return false;
  if (field.type === 'yes_no') return value === true;
  const words = typeof value === 'object' ? (value as { title?: unknown } | null)?.title : value;
  return typeof words !== 'string' || !title.includes(words);
}

/** A value of a card; a bare number or a yes says nothing without its name. */
function Fact(props: { form: string; column: ListColumn; record: RecordData }) {
  const text = useText();
  const { field, label, isNumeric } = props.column;
  if (field.type === 'yes_no') return <span>{text(label)}</span>;
  if (!isNumeric || field.type === 'money') return <Cell {...props} />;
  return (
    <span className={styles.fact}>
      {text(label)} <Cell {...props} />
    </span>
  );
}

function FlagLine({ flag }: { flag: Flag | undefined }) {
  return flag ? (
    <span>
      <RecordFlag flag={flag} />
    </span>
  ) : null;
}
