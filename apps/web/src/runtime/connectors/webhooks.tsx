import { PlusOutlined } from '@ant-design/icons';
import type { WebhookData } from '@fieldwork/api-contract';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import {
  deleteWebhook,
  replayWebhook,
  rotateWebhook,
  testWebhook,
  useWebhooks,
} from '../../api/connectors.js';
import { EmptyState } from '../../ui/empty-state.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';
import styles from './connectors.module.css';
import { useSecretShown } from './use-secret-shown.js';
import { WebhookDialog } from './webhook-dialog.js';

const dayMs = 86_400_000;

/** Addresses that are told of changes. */
export function Webhooks() {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const { message } = App.useApp();
  const { data = [] } = useWebhooks(scope.id);
  const [edited, setEdited] = useState<WebhookData | 'new' | null>(null);
  const showSecret = useSecretShown();
  const [remove] = useAction((id: string) => deleteWebhook(scope.id, id));
  const [rotate] = useAction(async (id: string) => showSecret((await rotateWebhook(scope.id, id)).secret));
  const [test] = useAction(async (id: string) => {
    const { error } = await testWebhook(scope.id, id);
    if (error === null) message.success(t('test_done'));
    else message.error(t('test_failed', { why: error }));
  });
  const [replay] = useAction(async (id: string) => {
    const to = Date.now();
    const at = (ms: number) => new Date(ms).toISOString();
    message.success(t('replayed', await replayWebhook(scope.id, id, at(to - dayMs), at(to))));
  });
  const namesOf = (forms: readonly string[]) =>
    forms.length === 0
      ? t('all_forms')
      : forms.map((form) => text(scope.forms.get(form)?.label)).join(v('comma'));
  return (
    <section>
      <div className={styles.head}>
        <h2>{t('webhooks')}</h2>
        <span className="muted">{t('webhooks_hint')}</span>
        <Button icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('new_webhook')}
        </Button>
      </div>
      {data.length === 0 && <EmptyState title={t('webhooks_none')} hint={t('webhooks_none_hint')} />}
      <div className={styles.systems}>
        {data.map((webhook) => (
          <div key={webhook.id} className={styles.system}>
            <div className={styles.head}>
              <StateDot color={webhook.isEnabled ? 'green' : 'grey'}>{webhook.name}</StateDot>
              <span className="muted">{webhook.url}</span>
              <span>
                <Button size="small" type="text" onClick={() => void test(webhook.id)}>
                  {t('test')}
                </Button>
                <Button size="small" type="text" onClick={() => void replay(webhook.id)}>
                  {t('replay')}
                </Button>
                <Popconfirm title={t('rotate_sure')} onConfirm={() => void rotate(webhook.id)}>
                  <Button size="small" type="text">
                    {t('rotate')}
                  </Button>
                </Popconfirm>
                <Button size="small" type="text" onClick={() => setEdited(webhook)}>
                  {v('edit')}
                </Button>
                <Popconfirm title={v('delete')} onConfirm={() => void remove(webhook.id)}>
                  <Button size="small" type="text">
                    {v('delete')}
                  </Button>
                </Popconfirm>
              </span>
            </div>
            <div className="muted">{namesOf(webhook.forms)}</div>
            {webhook.disabledBecause && (
              <div className={styles.problem}>{t('because', { why: webhook.disabledBecause })}</div>
            )}
          </div>
        ))}
      </div>
      {edited && (
        <WebhookDialog
          webhook={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSecret={showSecret}
        />
      )}
    </section>
  );
}
