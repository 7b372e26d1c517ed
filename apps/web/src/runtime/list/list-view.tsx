import type { Form } from '@fieldwork/metadata';
import { Pagination, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useIsPhone } from '../../ui/media.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useFlagOf } from '../record/record-flag.js';
import { BulkBar } from './bulk-bar.js';
import styles from './list.module.css';
import { ListActions } from './list-actions.js';
import { ListEmpty } from './list-empty.js';
import { ListTools } from './list-tools.js';
import { listWords } from './list-words.js';
import { ReadingList } from './reading-list.js';
import { RecordCards } from './record-cards.js';
import { RecordPanel } from './record-panel.js';
import { RecordTable } from './record-table.js';
import { titleOf, useList } from './use-list.js';
import { useListState } from './use-list-state.js';

const pageSizes = [20, 50, 100, 200];

/** Title, views, filters, rows, and the panel of the record that is open. */
export function ListView({ form }: { form: Form }) {
  const t = useWords(listWords);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [state, change] = useListState();
  const [selected, setSelected] = useState<string[]>([]);
  const { view, all, columns, setChoice, sort, answer } = useList(form, state);
  const { data, error, refetch, isFetching, isPlaceholderData } = answer;
  const flagOf = useFlagOf(form);
  const records = data?.records ?? [];
  const inOrder = records.flatMap(({ id }) => (selected.includes(id) ? [id] : []));
  const total = data?.meta.total ?? 0;
  const base = `/apps/${scope.id}/forms/${form.id}`;
  const linkOf = ({ id }: { id: string }) => `${base}/${id}`;
  const hasWholeView = form.views?.some(({ filter }) => filter === undefined);
  const empty = data ? (
    <ListEmpty form={form} state={state} change={change} hasView={view?.filter !== undefined} />
  ) : (
    <Skeleton active />
  );
  return (
    <div className={styles.list}>
      <PageHeader
        title={state.isBin ? `${text(form.label)} · ${t('bin')}` : text(form.label)}
        beside={data && <span className="muted figures">{t('count', { count: total })}</span>}
        actions={<ListActions form={form} state={state} change={change} />}
      />
      {!state.isBin && (form.views?.length ?? 0) > 0 && (
        <Tabs
          size="small"
          tabBarStyle={{ margin: 0 }}
          activeKey={view?.id ?? ''}
          onChange={(id) => change({ view: id || null, sort: null })}
          items={[
            ...(hasWholeView ? [] : [{ key: '', label: t('all') }]),
            ...(form.views ?? []).map(({ id, label }) => ({ key: id, label: text(label) })),
          ]}
        />
      )}
      {selected.length > 0 ? (
        <BulkBar form={form} columns={columns} selected={inOrder} onDone={() => setSelected([])} />
      ) : (
        <ListTools
          form={form}
          state={state}
          change={change}
          all={all}
          columns={columns}
          setColumns={setChoice}
        />
      )}
      {error && <ProblemNotice error={error} retry={refetch} />}
      <div className={styles.body}>
        {view?.reading && !state.isBin && records.length > 0 ? (
          <ReadingList
            form={form}
            view={view}
            columns={columns}
            records={records}
            open={state.record}
            onOpen={(record) => change({ record })}
          />
        ) : isPhone && records.length > 0 ? (
          <RecordCards
            form={form.id}
            columns={columns}
            records={records}
            titleOf={(record) => titleOf(form, record)}
            titlePath={form.title}
            statusPath={form.status}
            linkOf={linkOf}
            flagOf={flagOf}
          />
        ) : isPhone ? (
          empty
        ) : (
          <RecordTable
            form={form.id}
            columns={columns}
            records={records}
            titleOf={(record) => titleOf(form, record)}
            titlePath={form.title}
            linkOf={linkOf}
            flagOf={flagOf}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            isLoading={isFetching && (isPlaceholderData || !data)}
            open={state.record}
            onOpen={({ id }) => (isPhone ? navigate(`${base}/${id}`) : change({ record: id }))}
            empty={empty}
            {...(!state.isBin ? { selected, onSelect: setSelected } : {})}
          />
        )}
        <div className={styles.foot}>
          <Pagination
            size="small"
            simple={isPhone}
            hideOnSinglePage={isPhone}
            current={state.page}
            pageSize={state.pageSize}
            pageSizeOptions={pageSizes}
            showSizeChanger={!isPhone}
            total={total}
            onChange={(page, pageSize) => change(pageSize === state.pageSize ? { page } : { pageSize })}
          />
        </div>
        {state.record && !isPhone && (!view?.reading || state.isBin) && (
          <RecordPanel
            form={form}
            id={state.record}
            ids={records.map(({ id }) => id)}
            onOpen={(record) => change({ record })}
            isBin={state.isBin}
          />
        )}
      </div>
    </div>
  );
}
