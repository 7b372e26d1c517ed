import type { DuplicatePair } from '@fieldwork/api-contract';
import { App, Button, Pagination, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { dismissDuplicate, useDuplicatePairs } from '../../api/search.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import shell from '../shell/shell.module.css';
import { duplicateWords } from './duplicate-words.js';
import styles from './duplicates.module.css';
import { MergePairDialog } from './merge-pair-dialog.js';
import { labelsOf } from './reasons.js';

const pageSize = 20;

/** Pairs over all records of a form that are probably the same, for those who may merge them. */
export function DuplicatesPage() {
  const t = useWords(duplicateWords);
  const text = useText();
  const scope = useAppScope();
  const { form: formId = '' } = useParams();
  const form = scope.forms.get(formId);
  const access = scope.access(formId);
  const isAllowed = form?.duplicates !== undefined && access.update && access.delete;
  const [page, setPage] = useState(1);
  const [merging, setMerging] = useState<DuplicatePair | null>(null);
  const { data, error } = useDuplicatePairs(scope.id, formId, page, pageSize, isAllowed);
  useCrumbs([
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    ...(form ? [{ label: text(form.label), to: `/apps/${scope.id}/forms/${formId}` }] : []),
    { label: t('title') },
  ]);
  if (!form || !isAllowed) return <EmptyState title={t('not_allowed')} />;
  return (
    <div className={shell.page} style={{ overflow: 'auto' }}>
      <PageHeader title={t('title')} />
      <p className="muted">{t('page_hint')}</p>
      {error ? (
        <ProblemNotice error={error} />
      ) : !data ? (
        <Skeleton active />
      ) : data.total === 0 ? (
        <EmptyState title={t('none')} hint={t('none_hint')} />
      ) : (
        <>
          <ul className={styles.pairs}>
            {data.pairs.map((pair) => (
              <li key={`${pair.first.id} ${pair.second.id}`} className={styles.pair}>
                <div className={styles.names}>
                  <Name form={formId} record={pair.first} />
                  <span className="muted">⇄</span>
                  <Name form={formId} record={pair.second} />
                </div>
                <div className={styles.why}>
                  {pair.reasons.map((reason) =>
                    reason.kind === 'same' ? (
                      <Tag key={reason.fields.join()} color="warning">
                        {t('same', { fields: labelsOf(form, reason.fields, text) })}
                      </Tag>
                    ) : null,
                  )}
                </div>
                <PairButtons form={formId} pair={pair} onMerge={() => setMerging(pair)} />
              </li>
            ))}
          </ul>
          <Pagination
            current={page}
            pageSize={pageSize}
            total={data.total}
            onChange={setPage}
            showSizeChanger={false}
            hideOnSinglePage
          />
        </>
      )}
      {merging && <MergePairDialog form={form} pair={merging} onClose={() => setMerging(null)} />}
    </div>
  );
}

function Name({ form, record }: { form: string; record: DuplicatePair['first'] }) {
  const scope = useAppScope();
  return (
    <a href={`/apps/${scope.id}/forms/${form}/${record.id}`} target="_blank" rel="noreferrer">
      {record.title ?? record.id.slice(-6)}
    </a>
  );
}

function PairButtons({ form, pair, onMerge }: { form: string; pair: DuplicatePair; onMerge: () => void }) {
  const t = useWords(duplicateWords);
  const scope = useAppScope();
  const { message } = App.useApp();
  const say = (isDismissed: boolean) =>
    dismissDuplicate(scope.id, form, { first: pair.first.id, second: pair.second.id, isDismissed });
  const [dismiss, isDismissing] = useAction(async () => {
    await say(true);
    message.success({
      content: (
        <>
          {t('dismissed')}{' '}
          <Button type="link" size="small" onClick={() => void say(false)}>
            {t('take_back')}
          </Button>
        </>
      ),
      duration: 6,
    });
  });
  return (
    <div className={styles.buttons}>
      <Button type="primary" ghost onClick={onMerge}>
        {t('compare')}
      </Button>
      <Button loading={isDismissing} onClick={() => void dismiss()}>
        {t('not_same')}
      </Button>
    </div>
  );
}
