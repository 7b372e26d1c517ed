import { ImportOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { fieldOf, type RowFill } from '@fieldwork/metadata';
import { App, Button, Tooltip } from 'antd';
import { useAppScope } from '../api/app-scope.js';
import { newId } from '../api/new-id.js';
import { listRecords } from '../api/records.js';
import { useAction } from '../ui/use-action.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { filledRows } from './filled-rows.js';
import { bindFilter } from './reference-filter.js';
import type { Row } from './rows.js';
import type { InputProps } from './widget.js';
import { widgetWords } from './widget-words.js';

const pageSize = 100;
/** So many records are looked through for those that have no row yet. */
const mostRead = 2000;

interface Props {
  fill: RowFill;
  rows: readonly Row[];
  most: number;
  props: InputProps;
}

/** Fills the rows from records of another form, as far as the reader may see them. */
export function SubTableFill({ fill, rows, most, props }: Props) {
  const t = useWords(widgetWords);
  const text = useText();
  const scope = useAppScope();
  const { message } = App.useApp();
  const bound = bindFilter(fill.filter, props.values);
  const [run, isBusy] = useAction(async () => {
    if ('missing' in bound) return;
    const { records, total } = await all(scope.id, fill, bound.filter);
    const {
      rows: next,
      added,
      left,
    } = filledRows(fill, scope.forms.get(fill.form)?.title, rows, records, most, newId);
    props.onChange(next);
    const unseen = left + total - records.length;
    if (unseen > 0) message.warning(t('fill_more', { added, left: unseen, most }));
    else if (records.length === 0) message.info(t('fill_nothing'));
    else message.success(added > 0 ? t('filled', { added }) : t('filled_anew'));
  });
  if (!scope.access(fill.form).read) return null;
  const missing = 'missing' in bound ? bound.missing : null;
  const own = [...scope.forms.values()].find((form) => form.fields.includes(props.field));
  const needed = missing === null ? undefined : ((own && fieldOf(own, missing)?.label) ?? missing);
  return (
    <Tooltip title={needed === undefined ? undefined : t('fill_first', { field: text(needed) })}>
      <Button
        icon={<ImportOutlined />}
        disabled={missing !== null}
        loading={isBusy}
        onClick={() => void run()}
      >
        {text(fill.label)}
      </Button>
    </Tooltip>
  );
}

async function all(
  app: string,
  { form, sort, columns }: RowFill,
  filter: Parameters<typeof listRecords>[2]['filter'],
): Promise<{ records: RecordData[]; total: number }> {
  const records: RecordData[] = [];
  const own = columns.map(({ from }) => from);
  const fields = own.includes('id') ? undefined : own;
  for (let page = 1; ; page++) {
    const found = await listRecords(app, form, { filter, sort, fields, page, pageSize, count: 'exact' });
    records.push(...found.records);
    const total = found.meta.total ?? records.length;
    const isEnd = found.records.length < pageSize || records.length >= total;
    if (isEnd || records.length >= mostRead) return { records, total };
  }
}
