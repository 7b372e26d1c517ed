import type { Values } from '@fieldwork/form-engine';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { newId } from '../../api/new-id.js';
import { createRecord } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { BeforeWriting } from '../duplicates/before-writing.js';
import { FormRuntime } from '../form/form-runtime.js';
import { DecisionsPreview } from '../ledgers/decisions-preview.js';
import { listWords } from '../list/list-words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { narrowingOf } from './access-narrowing.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

const nothing: Values = {};

/** A form for a new record; what the way here knows already (`state.given`) stands in it. */
export function NewRecordPage() {
  const t = useWords(recordWords);
  const l = useWords(listWords);
  const v = useWords(verbs);
  const text = useText();
  const { message } = App.useApp();
  const scope = useAppScope();
  const navigate = useNavigate();
  const { form: id = '' } = useParams();
  const given = ((useLocation().state as { given?: Values } | null)?.given ?? nothing) as Values;
  const key = useRef(newId());
  const [round, setRound] = useState(0);
  const form = scope.forms.get(id);
  const base = `/apps/${scope.id}`;
  const title = t('new_title', { form: text(form?.label) });
  useCrumbs([
    { label: text(scope.data.app.label), to: base },
    { label: text(form?.label), to: `${base}/forms/${id}` },
    { label: title },
  ]);
  const access = scope.access(id);
  if (!form || !access.create) return <EmptyState title={l('no_form')} />;
  const write = async (values: Values) => {
    const record = await createRecord(scope.id, id, values, key.current);
    key.current = newId();
    message.success(t('created'));
    return record;
  };
  return (
    <div className={styles.page}>
      <div className={styles.view} style={{ maxWidth: 1040 }}>
        <PageHeader title={title} />
        <div className={styles.main}>
          <FormRuntime
            key={round}
            form={form}
            base={null}
            given={given}
            narrowing={narrowingOf(access)}
            draftKey={`${scope.id}.${id}.new`}
            onSubmit={async (values) => {
              const record = await write(values);
              // The draft is dropped after the write, so leaving waits for that.
              setTimeout(() => navigate(`${base}/forms/${id}/${record.id}`, { replace: true }));
            }}
          >
            {({ isSubmitting, submit, run }) => (
              <div className={styles.buttons}>
                <BeforeWriting form={form} run={run} isFolded />
                <DecisionsPreview form={form} store={run.store} />
                <Button type="primary" htmlType="submit" loading={isSubmitting}>
                  {t('create')}
                </Button>
                <Button
                  disabled={isSubmitting}
                  onClick={async () => {
                    const isWritten = await submit(async (values) => void (await write(values)));
                    if (isWritten) setRound((before) => before + 1);
                  }}
                >
                  {t('create_more')}
                </Button>
                <Button type="text" onClick={() => navigate(`${base}/forms/${id}`)}>
                  {v('cancel')}
                </Button>
              </div>
            )}
          </FormRuntime>
        </div>
      </div>
    </div>
  );
}
