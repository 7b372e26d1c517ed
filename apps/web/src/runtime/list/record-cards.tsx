import type { RecordData } from '@fieldwork/api-contract';
import type { Flag } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { isEmptyValue } from '../../widgets/registry.js';
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
              .filter(({ path }) => !isEmptyValue(record[path]))
              .slice(0, shownFacts)
              .map((column) => (
                <Cell key={column.path} form={props.form} column={column} record={record} />
              ))}
          </span>
        </Link>
      ))}
    </div>
  );
}

function FlagLine({ flag }: { flag: Flag | undefined }) {
  return flag ? (
    <span>
      <RecordFlag flag={flag} />
    </span>
  ) : null;
}
