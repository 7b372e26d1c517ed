import { DownloadOutlined } from '@ant-design/icons';
import { type ExportFormat, type ExportResult, exportFormats } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Button, Form as Fields, Modal, Progress, Radio, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { startExport } from '../../api/exports.js';
import { fileUrl } from '../../api/files.js';
import { cancelJob, useJob } from '../../api/imports.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useListQuestion } from '../list/use-list.js';
import type { ListState } from '../list/use-list-state.js';
import { exportWords } from './export-words.js';

interface ExportDialogProps {
  form: Form;
  state: ListState;
  onClose: () => void;
}

/** Takes the records of a list out as a file: a job with progress, then a link. */
export function ExportDialog({ form, state, onClose }: ExportDialogProps) {
  const t = useWords(exportWords);
  const text = useText();
  const { id: app, timeZone, access } = useAppScope();
  const question = useListQuestion(form, state);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [fields, setFields] = useState<string[]>([]);
  const [job, setJob] = useState<string | null>(null);
  const { hidden } = access(form.id);
  const [start, isStarting] = useAction(async () => {
    const body = { format, ...question, timeZone, ...(fields.length > 0 ? { fields } : {}) };
    setJob((await startExport(app, form.id, body)).job);
  });
  const close = () => {
    if (job) void cancelJob(job).catch(() => undefined);
    onClose();
  };
  return (
    <Modal
      open
      title={t('title', { name: text(form.label) })}
      onCancel={close}
      okText={t('start')}
      okButtonProps={{ loading: isStarting }}
      onOk={() => void start()}
      {...(job ? { footer: null } : {})}
    >
      {job ? (
        <Running job={job} />
      ) : (
        <Fields layout="vertical">
          <p className="muted">{t('about')}</p>
          <Fields.Item label={t('format')}>
            <Radio.Group
              value={format}
              onChange={({ target }) => setFormat(target.value as ExportFormat)}
              options={exportFormats.map((one) => ({ value: one, label: t(one) }))}
            />
          </Fields.Item>
          <Fields.Item label={t('fields')} style={{ marginBottom: 0 }}>
            <Select
              mode="multiple"
              aria-label={t('fields')}
              placeholder={t('all_fields')}
              showSearch={{ optionFilterProp: 'label' }}
              value={fields}
              onChange={setFields}
              options={form.fields
                .filter(({ id }) => !hidden.includes(id))
                .map(({ id, label }) => ({ value: id, label: text(label) }))}
            />
          </Fields.Item>
        </Fields>
      )}
    </Modal>
  );
}

function Running({ job: id }: { job: string }) {
  const t = useWords(exportWords);
  const { data: job } = useJob(id);
  const { done = 0, total = null } = job?.progress ?? {};
  if (job?.state === 'done') {
    const { file, name, rows } = job.result as ExportResult;
    return (
      <>
        <p>{t('ready', { count: rows })}</p>
        <Button type="primary" icon={<DownloadOutlined />} href={fileUrl(file)} download={name}>
          {t('download')}
        </Button>
      </>
    );
  }
  if (job?.state === 'failed') return <p>{t('failed')}</p>;
  return (
    <div role="status">
      <Progress percent={total ? Math.floor((done / total) * 100) : 0} status="active" />
      <p className="muted figures">{t('running', { done })}</p>
    </div>
  );
}
