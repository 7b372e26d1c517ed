import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Alert, Button, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { hasStatus } from '../../api/problem.js';
import { restoreRecord, updateRecord, useRecord, useRecordAccess } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useIsNarrow } from '../../ui/media.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { MergedNotice } from '../duplicates/merged-notice.js';
import { readDraft } from '../form/draft.js';
import { RecordSheet } from '../form/record-sheet.js';
import { SuggestionsPanels } from '../knowledge/suggestions-panel.js';
import { BalancesPanel } from '../ledgers/balances-panel.js';
import { titleOf } from '../list/use-list.js';
import { type Crumb, useCrumbs } from '../shell/crumbs.js';
import { narrowingOf } from './access-narrowing.js';
import { EditRecord } from './edit-record.js';
import { FlowStrip } from './flow-strip.js';
import styles from './record.module.css';
import { RecordHeader } from './record-header.js';
import { recordWords } from './record-words.js';
import { RelatedLists } from './related-lists.js';
import { TaskPanels } from './task-panels.js';
import { Timeline } from './timeline.js';

export interface RecordViewProps {
  form: Form;
  id: string;
  place: 'page' | 'panel';
  isBin?: boolean;
  crumbs?: readonly Crumb[];
  onClose: () => void;
}

/** One record, whole: on its page and in the panel beside a list. */
export function RecordView(props: RecordViewProps) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const { data: record, error, refetch } = useRecord(scope.id, props.form.id, props.id);
  if (hasStatus(error, 404, 403))
    return (
      <EmptyState
        title={t('not_found')}
        hint={t('not_found_hint')}
        action={<Button onClick={props.onClose}>{v('back')}</Button>}
      />
    );
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!record)
    return (
      <div className={styles.panelView}>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  return <Loaded {...props} record={record} />;
}

function Loaded({ record, ...props }: RecordViewProps & { record: RecordData }) {
  const { form, place } = props;
  const scope = useAppScope();
  const draftKey = `${scope.id}.${form.id}.${record.id}`;
  const [isEditing, setEditing] = useState(() => readDraft(draftKey) !== null);
  const isNarrow = useIsNarrow();
  const isStacked = place === 'panel' || isNarrow;
  const isDeleted = Boolean(record.deleted_at);
  useCrumbs(props.crumbs ? [...props.crumbs, { label: titleOf(form, record) }] : null);
  const access = useRecordAccess(form.id, record.id);
  const main = (
    <div className={styles.main}>
      {isEditing ? (
        <EditRecord form={form} record={record} draftKey={draftKey} onDone={() => setEditing(false)} />
      ) : (
        <>
          <BalancesPanel form={form} record={record} />
          <RecordSheet form={form} record={record} narrowing={narrowingOf(access)} />
          {!isDeleted && (
            <SuggestionsPanels
              form={form}
              values={record}
              onChange={
                access.update
                  ? async (changes) =>
                      void (await updateRecord(scope.id, form.id, record.id, changes, record.version))
                  : undefined
              }
            />
          )}
        </>
      )}
    </div>
  );
  return (
    <div className={place === 'panel' ? styles.panelView : styles.view}>
      {(isDeleted || form.duplicates) && <MergedNotice form={form} record={record} />}
      {isDeleted && <InBin form={form} id={record.id} onRestored={props.onClose} />}
      <RecordHeader
        form={form}
        record={record}
        place={place}
        canEdit={access.update && !isEditing && !isDeleted}
        onEdit={() => setEditing(true)}
        onClose={props.onClose}
      />
      <FlowStrip form={form} record={record.id} />
      {!isDeleted && <TaskPanels form={form} record={record} />}
      {isStacked ? (
        <div className={styles.stacked}>
          {main}
          <Beside form={form} record={record} />
        </div>
      ) : (
        <div className={styles.columns}>
          {main}
          <Beside form={form} record={record} />
        </div>
      )}
    </div>
  );
}

function InBin({ form, id, onRestored }: { form: Form; id: string; onRestored: () => void }) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const access = useRecordAccess(form.id, id);
  const [restore, isRestoring] = useAction(async () => {
    await restoreRecord(scope.id, form.id, id);
    onRestored();
  });
  return (
    <Alert
      type="warning"
      showIcon
      title={t('in_bin')}
      action={
        access.delete && (
          <Button size="small" loading={isRestoring} onClick={() => void restore()}>
            {v('restore')}
          </Button>
        )
      }
    />
  );
}

function Beside({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(recordWords);
  return (
    <Tabs
      size="small"
      items={[
        { key: 'timeline', label: t('timeline'), children: <Timeline form={form} record={record.id} /> },
        { key: 'related', label: t('related'), children: <RelatedLists form={form} record={record} /> },
      ]}
    />
  );
}
