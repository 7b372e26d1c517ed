import type { RecordData } from '@fieldwork/api-contract';
import type { ExpressionJson, Form } from '@fieldwork/metadata';
import { Button, Drawer, Pagination, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useIsPhone } from '../../ui/media.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useWords } from '../../words/words.js';
import type { ListColumn } from '../list/list-column.js';
import { listWords } from '../list/list-words.js';
import { RecordCards } from '../list/record-cards.js';
import { RecordTable } from '../list/record-table.js';
import { titleOf, useList } from '../list/use-list.js';
import { dashboardWords } from './dashboard-words.js';

export interface Drill {
  /** The form that the records are in. */
  form: string;
  filter: ExpressionJson;
  title: string;
}

const pageSize = 20;
const drawerWidth = 800;
/** Room for columns in the drawer; what does not fit whole is left to the list. */
const roomForColumns = 780;

/** The records behind a part of a chart. */
export function DrillDrawer({ drill, onClose }: { drill: Drill; onClose: () => void }) {
  const t = useWords(dashboardWords);
  const scope = useAppScope();
  const address = `/apps/${scope.id}/forms/${drill.form}?filter=${encodeURIComponent(JSON.stringify(drill.filter))}`;
  return (
    <Drawer
      open
      size={drawerWidth}
      title={drill.title}
      onClose={onClose}
      extra={
        <Link to={address}>
          <Button tabIndex={-1}>{t('open_list')}</Button>
        </Link>
      }
      styles={{ body: { padding: 0, display: 'flex', flexDirection: 'column' } }}
    >
      <Records drill={drill} />
    </Drawer>
  );
}

function Records({ drill }: { drill: Drill }) {
  const l = useWords(listWords);
  const form = useAppScope().forms.get(drill.form);
  return form ? <Found drill={drill} form={form} /> : <p className="muted">{l('no_form')}</p>;
}

function fitting(columns: readonly ListColumn[]): ListColumn[] {
  let used = 0;
  return columns.filter(({ width }) => {
    used += width;
    return used <= roomForColumns;
  });
}

function Found({ drill, form }: { drill: Drill; form: Form }) {
  const t = useWords(dashboardWords);
  const scope = useAppScope();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const state = {
    view: null,
    filter: drill.filter,
    search: '',
    sort: chosen,
    page,
    pageSize,
    isBin: false,
    record: null,
  };
  const { columns, sort, answer } = useList(form, state);
  const { data, error, refetch, isFetching } = answer;
  const linkOf = ({ id }: { id: string }) => `/apps/${scope.id}/forms/${form.id}/${id}`;
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!data) return <Skeleton active style={{ padding: 24 }} />;
  const shared = {
    form: form.id,
    columns: fitting(columns),
    records: data.records,
    titleOf: (record: RecordData) => titleOf(form, record),
    titlePath: form.title,
    linkOf,
  };
  return (
    <>
      {isPhone ? (
        <RecordCards {...shared} statusPath={form.status} />
      ) : (
        <RecordTable
          {...shared}
          sort={sort}
          onSort={(next) => {
            setChosen(next);
            setPage(1);
          }}
          isLoading={isFetching}
          open={null}
          onOpen={(record) => navigate(linkOf(record))}
          empty={t('no_data')}
        />
      )}
      <Pagination
        size="small"
        style={{ padding: 12, justifyContent: 'end' }}
        current={page}
        pageSize={pageSize}
        total={data.meta.total ?? 0}
        showSizeChanger={false}
        onChange={setPage}
      />
    </>
  );
}
