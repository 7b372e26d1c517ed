import type { RecordData } from '@fieldwork/api-contract';
import type { Flag } from '@fieldwork/metadata';
import { Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import type { SortOrder } from 'antd/es/table/interface';
import { useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { optionColours } from '../../ui/theme.js';
import { useBoxSize } from '../../ui/use-box-size.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { RecordFlag } from '../record/record-flag.js';
import { Cell } from './cell.js';
import { columnWidths, wordsWidth } from './column-widths.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';
import { listWords } from './list-words.js';

interface RecordTableProps {
  form: string;
  columns: readonly ListColumn[];
  records: readonly RecordData[];
  titleOf: (record: RecordData) => string;
  titlePath: string | undefined;
  linkOf: (record: RecordData) => string;
  flagOf?: (record: RecordData) => Flag | undefined;
  sort: readonly string[];
  onSort: (sort: string[] | null) => void;
  isLoading: boolean;
  open: string | null;
  onOpen: (record: RecordData) => void;
  selected?: readonly string[];
  onSelect?: (ids: string[]) => void;
  /** Stands where there are no records. */
  empty: React.ReactNode;
}

const headHeight = 40;
/** From so many rows on only those in sight are drawn. */
const virtualFrom = 100;

/** The records of a page as a table that fills the height. */
export function RecordTable(props: RecordTableProps) {
  const t = useWords(listWords);
  const text = useText();
  const { columns, records, selected, onSelect } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useBoxSize(box);
  const orderOf = (path: string): SortOrder =>
    props.sort.includes(path) ? 'ascend' : props.sort.includes(`-${path}`) ? 'descend' : null;
  const titleAt = columns.some(({ path }) => path === props.titlePath) ? props.titlePath : columns[0]?.path;
  const flags = records.map((record) => text(props.flagOf?.(record)?.label));
  const beside = (onSelect ? 48 : 0) + flagWidth(flags);
  const widths = useMemo(
    () => columnWidths(columns, records, Math.floor(width) - beside, text),
    [columns, records, width, beside, text],
  );
  const shown = columns.map(
    (column, at): ColumnType<RecordData> => ({
      key: column.path,
      dataIndex: column.path,
      title: text(column.label),
      width: widths[at] ?? column.width,
      align: column.isNumeric ? 'right' : 'left',
      sorter: true,
      showSorterTooltip: false,
      sortOrder: orderOf(column.path),
      render: (_, record) =>
        column.path === titleAt ? (
          <Link
            to={props.linkOf(record)}
            className={`${styles.cell} ${styles.title}`}
            onClick={(event) => {
              // A plain click opens the panel; with a modifier the browser does as it always does.
              if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
              else event.preventDefault();
            }}
          >
            {record[column.path] ? (
              <Cell form={props.form} column={column} record={record} />
            ) : (
              props.titleOf(record)
            )}
          </Link>
        ) : (
          <Cell form={props.form} column={column} record={record} />
        ),
    }),
  );
  if (flagWidth(flags) > 0)
    shown.splice(1, 0, {
      key: 'flag',
      title: t('flag'),
      width: flagWidth(flags),
      render: (_, record) => {
        const flag = props.flagOf?.(record);
        return flag && <RecordFlag flag={flag} />;
      },
    });
  const needed = widths.reduce((sum, one) => sum + one, beside);
  // A table of nothing would be a box to scroll without anything in it.
  if (records.length === 0)
    return (
      <div ref={box} className={styles.rows}>
        {props.empty}
      </div>
    );
  return (
    <div ref={box} className={styles.rows}>
      <Table<RecordData>
        size="small"
        rowKey="id"
        tableLayout="fixed"
        columns={shown}
        dataSource={[...records]}
        loading={{ spinning: props.isLoading, delay: 300 }}
        pagination={false}
        virtual={records.length > virtualFrom}
        scroll={{ x: needed, y: Math.max(120, Math.floor(height) - headHeight) }}
        {...(onSelect
          ? {
              rowSelection: {
                columnWidth: 48,
                selectedRowKeys: [...(selected ?? [])],
                onChange: (keys) => onSelect(keys.map(String)),
                getCheckboxProps: (record) => ({
                  'aria-label': t('select_row', { title: props.titleOf(record) }),
                }),
              },
            }
          : {})}
        onRow={(record) => ({
          onClick: () => props.onOpen(record),
          'data-open': record.id === props.open,
          ...flaggedRow(props.flagOf?.(record)),
        })}
        onChange={(_, __, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          props.onSort(one?.order ? [`${one.order === 'descend' ? '-' : ''}${one.columnKey}`] : null);
        }}
      />
    </div>
  );
}

/** Room for the longest of the words that rows carry; none where no row does. */
function flagWidth(words: readonly string[]): number {
  const widest = Math.max(0, ...words.map(wordsWidth));
  return widest === 0 ? 0 : Math.min(200, Math.max(84, widest + 44));
}

function flaggedRow(flag: Flag | undefined) {
  if (!flag) return {};
  return { 'data-flag': flag.id, style: { '--flag': optionColours[flag.color] } as React.CSSProperties };
}
