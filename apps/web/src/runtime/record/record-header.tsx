import { CloseOutlined, EditOutlined, EllipsisOutlined, ExpandOutlined } from '@ant-design/icons';
import type { RecordData, RecordReference } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { deleteRecords, useRecordAccess } from '../../api/records.js';
import { startFlow } from '../../api/tasks.js';
import { Ago } from '../../ui/moment.js';
import { PageHeader } from '../../ui/page-header.js';
import { Person } from '../../ui/person.js';
import { useAction } from '../../ui/use-action.js';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { AppointmentButton } from '../appointments/appointment-button.js';
import { DeadlineBar } from '../deadlines/deadline-bar.js';
import { duplicateWords } from '../duplicates/duplicate-words.js';
import { MergeRecordsDialog } from '../duplicates/merge-records-dialog.js';
import { ConversionButtons } from '../knowledge/conversion-buttons.js';
import { LinkButton } from '../links/link-button.js';
import { listWords } from '../list/list-words.js';
import { titleOf } from '../list/use-list.js';
import { MatchingButtons } from '../matching/matching-panel.js';
import { OverviewButtons } from '../overview/overview-button.js';
import { useMayBegin } from './may-begin.js';
import styles from './record.module.css';
import { RecordBadges } from './record-badges.js';
import { RecordFlag, useFlagOf } from './record-flag.js';
import { recordWords } from './record-words.js';

interface RecordHeaderProps {
  form: Form;
  record: RecordData;
  place: 'page' | 'panel';
  canEdit: boolean;
  onEdit: () => void;
  onClose: () => void;
}

/** Title, state, who has it, and what can be done. */
export function RecordHeader({ form, record, place, canEdit, onEdit, onClose }: RecordHeaderProps) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const flag = useFlagOf(form)(record);
  const status = form.status === undefined ? undefined : fieldOf(form, form.status);
  const value = status && record[status.id];
  const Status = status && widgetOf(status).Display;
  const handler = form.handler === undefined ? undefined : fieldOf(form, form.handler);
  const person = handler ? (record[handler.id] as RecordReference | null) : record.owner;
  const subtitle = form.subtitle === undefined ? null : record[form.subtitle];
  const address = `/apps/${scope.id}/forms/${form.id}/${record.id}`;
  return (
    <PageHeader
      title={titleOf(form, record)}
      beside={
        <span className={styles.facts}>
          {typeof subtitle === 'string' && <span className={styles.subtitle}>{subtitle}</span>}
          {status && Status && value ? <Status field={status} value={value} place="full" /> : null}
          {flag && <RecordFlag flag={flag} />}
          <RecordBadges form={form} record={record} />
          {person && (
            <Tooltip title={handler ? text(handler.label) : t('owner')}>
              <span>
                <Person name={person.title ?? '?'} />
              </span>
            </Tooltip>
          )}
          <span className="muted">
            <Ago at={record.updated_at} />
          </span>
          <DeadlineBar form={form} record={record.id} />
        </span>
      }
      actions={
        <>
          <OverviewButtons form={form.id} record={record.id} />
          {place === 'page' && !record.deleted_at && (
            <LinkButton form={form.id} record={record.id} title={titleOf(form, record)} />
          )}
          <MatchingButtons form={form} record={record} />
          <AppointmentButton form={form} record={record} />
          {canEdit && (
            <Button icon={<EditOutlined />} onClick={onEdit}>
              {v('edit')}
            </Button>
          )}
          <ConversionButtons form={form} record={record} />
          <MoreMenu form={form} record={record} address={address} onGone={onClose} />
          {place === 'panel' && (
            <>
              <Link to={address}>
                <Button type="text" icon={<ExpandOutlined />} aria-label={t('full_page')} tabIndex={-1} />
              </Link>
              <Button type="text" icon={<CloseOutlined />} aria-label={v('close')} onClick={onClose} />
            </>
          )}
        </>
      }
    />
  );
}

function MoreMenu(props: { form: Form; record: RecordData; address: string; onGone: () => void }) {
  const { form, record, address } = props;
  const t = useWords(recordWords);
  const l = useWords(listWords);
  const v = useWords(verbs);
  const text = useText();
  const { message, modal } = App.useApp();
  const scope = useAppScope();
  const [remove] = useAction(async () => {
    await deleteRecords(scope.id, form.id, [record.id]);
    message.success(l('deleted'));
    props.onGone();
  });
  const [start] = useAction(async (flow: string) => {
    await startFlow(scope.id, flow, form.id, record.id);
    message.success(t('flow_started'));
  });
  const [copy] = useAction(async () => {
    await navigator.clipboard.writeText(location.origin + address);
    message.success(t('link_copied'));
  });
  const d = useWords(duplicateWords);
  const [isMerging, setMerging] = useState(false);
  const access = useRecordAccess(form.id, record.id);
  const mayBegin = useMayBegin(form);
  const isLive = !record.deleted_at;
  const items = [
    ...[...scope.flows.values()]
      .filter((flow) => isLive && mayBegin(flow, record, access))
      .map((flow) => ({
        key: flow.id,
        label: t('start_flow', { flow: text(flow.label) }),
        onClick: () => void start(flow.id),
      })),
    // Browsers give the clipboard to secure pages only.
    ...(isSecureContext ? [{ key: 'copy', label: t('copy_link'), onClick: () => void copy() }] : []),
    ...(form.duplicates && access.delete && access.update && isLive
      ? [{ key: 'merge', label: d('find'), onClick: () => setMerging(true) }]
      : []),
    ...(access.delete && isLive
      ? [
          {
            key: 'delete',
            danger: true,
            label: v('delete'),
            onClick: () =>
              modal.confirm({
                title: t('delete_ask', { title: titleOf(form, record) }),
                content: l('delete_hint'),
                okText: v('delete'),
                okButtonProps: { danger: true },
                onOk: () => remove(),
              }),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<EllipsisOutlined />} aria-label={v('more')} />
      </Dropdown>
      {isMerging && <MergeRecordsDialog form={form} record={record} onClose={() => setMerging(false)} />}
    </>
  );
}
