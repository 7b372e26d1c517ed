import type { ImportResult, JobData } from '@fieldwork/api-contract';
import { localize } from '@fieldwork/metadata';
import { Alert, Button, Progress, Table } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { fileUrl } from '../../api/files.js';
import { cancelJob, useJob } from '../../api/imports.js';
import { queryClient } from '../../api/query-client.js';
import { recordsChanged } from '../../api/records.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useLocale, useWords } from '../../words/words.js';
import settings from '../settings/settings.module.css';
import { importWords } from './import-words.js';
import styles from './imports.module.css';

interface JobViewProps {
  job: string;
  form: string;
  onAgain: () => void;
}

/** An import while it runs, and what it came to. */
export function JobView({ job: id, form, onAgain }: JobViewProps) {
  const t = useWords(importWords);
  const scope = useAppScope();
  const { data: job } = useJob(id);
  const isOver = job !== undefined && !['queued', 'running'].includes(job.state);
  useEffect(() => {
    if (!isOver) return;
    // A new form has come into the app, and into its menu.
    void queryClient.invalidateQueries({ queryKey: ['app', scope.id] });
    void recordsChanged(scope.id, form);
  }, [isOver, scope.id, form]);
  if (!job) return <Waiting />;
  const result = job.result as ImportResult | null;
  return (
    <section className={settings.box} style={{ maxWidth: 860 }}>
      {isOver ? (
        <>
          <Outcome job={job} />
          {result && <Counts result={result} />}
          <div className={styles.buttons}>
            <Link to={`/apps/${scope.id}/forms/${result?.form ?? form}`}>
              <Button type="primary" tabIndex={-1}>
                {t('open_list')}
              </Button>
            </Link>
            <Button onClick={onAgain}>{t('again')}</Button>
          </div>
        </>
      ) : (
        <Running job={job} />
      )}
    </section>
  );
}

function Running({ job }: { job: JobData }) {
  const t = useWords(importWords);
  const [cancel, isCancelling] = useAction(() => cancelJob(job.id));
  const { done = 0, total = null } = job.progress ?? {};
  const values = { done, total: total ?? 0 };
  return (
    <div role="status">
      <h2>{job.state === 'queued' ? t('queued') : t('running')}</h2>
      <Progress percent={total ? Math.min(100, Math.floor((done / total) * 100)) : 0} status="active" />
      <p className="muted figures">{total ? t('progress_of', values) : t('progress', values)}</p>
      <p className="muted">{t('leave_hint')}</p>
      <div className={styles.buttons}>
        <Button danger loading={isCancelling} onClick={() => void cancel()}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

function Outcome({ job }: { job: JobData }) {
  const t = useWords(importWords);
  if (job.state === 'done') return <Alert type="success" showIcon title={t('done')} />;
  if (job.state === 'cancelled') return <Alert type="warning" showIcon title={t('cancelled')} />;
  return <Alert type="error" showIcon title={t('failed')} description={job.error} />;
}

function Counts({ result }: { result: ImportResult }) {
  const t = useWords(importWords);
  const locale = useLocale();
  return (
    <>
      <div className={`${styles.counts} figures`}>
        <span>{t('created', { count: result.created })}</span>
        {result.updated > 0 && <span>{t('updated', { count: result.updated })}</span>}
        {result.skipped > 0 && <span className="muted">{t('skipped', { count: result.skipped })}</span>}
        {result.failed > 0 && (
          <span style={{ color: 'var(--danger)' }}>{t('bad_rows', { count: result.failed })}</span>
        )}
      </div>
      {result.errorFile && (
        <p>
          <a href={fileUrl(result.errorFile)}>{t('error_file')}</a>
        </p>
      )}
      {result.firstErrors.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column }) => `${row} ${column}`}
          dataSource={result.firstErrors}
          pagination={false}
          scroll={{ x: 560, y: 320 }}
          columns={[
            { title: t('row'), dataIndex: 'row', width: 80 },
            { title: t('column'), dataIndex: 'column' },
            { title: t('value'), dataIndex: 'value', ellipsis: true },
            { title: t('reason'), render: (_, { reason }) => localize(reason, locale) },
          ]}
        />
      )}
    </>
  );
}
