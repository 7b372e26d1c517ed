import { CloudUploadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useComments } from '../../api/comments.js';
import { newOrderedId } from '../../api/new-id.js';
import { momentOf } from '../../api/time-zone.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { usePhone, useSnapshot } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import { commentPageWords } from './comment-page-words.js';
import styles from './order.module.css';

/** What is said of a record: with signal all of it, without what is still on this phone. New words wait in the queue. */
export function CommentsPage() {
  const t = useWords(commentPageWords);
  const { form: formId = '', id = '' } = useParams();
  const scope = useAppScope();
  const navigate = useNavigate();
  const { store, sync } = usePhone();
  const { queue, records } = useSnapshot();
  const [body, setBody] = useState('');
  const subject = { app: scope.id, form: formId, record: id };
  const { data, error, refetch } = useComments(subject);
  const form = scope.forms.get(formId);
  const record = records.get(formId)?.get(id);
  const waiting = queue.flatMap(({ wish, at, state, seq }) =>
    wish.name === 'comment.add' && wish.form === formId && wish.record === id && state !== 'refused'
      ? [{ id: wish.id, body: wish.body, at, seq }]
      : [],
  );
  // What was sent just now stands among the others.
  useEffect(() => {
    void refetch();
  }, [waiting.length, refetch]);
  const said = (data?.comments ?? []).filter(({ isDeleted }) => !isDeleted);
  // Without signal what was written waits, and the server decides.
  const mayWrite = (data?.writes ?? 'all') === 'all';
  const sent = new Set(said.map((one) => one.id));
  const unsent = waiting.filter((one) => !sent.has(one.id));
  const [send] = useAction(async () => {
    await store.wish({
      wish: { name: 'comment.add', form: formId, record: id, id: newOrderedId(), body: body.trim() },
      title: form && record ? titleOfWork(form, record) : '',
      label: { 'zh-CN': '评论', en: 'Comment' },
    });
    setBody('');
    sync.soon();
  });
  return (
    <div className={styles.page}>
      <BackLine to="/" onBack={() => navigate(-1)} title={t('title')} />
      <div className={styles.body}>
        {error && <p className="muted">{t('no_signal')}</p>}
        {!error && data && said.length + unsent.length === 0 && <p className="muted">{t('none')}</p>}
        {[...said].reverse().map((comment) => (
          <article key={comment.id} className={styles.comment}>
            <header>
              <strong>{comment.by?.title ?? '?'}</strong>
              <span className="muted figures">{momentOf(comment.at).format('MM-DD HH:mm')}</span>
            </header>
            {comment.audience === 'customer' && <span className="muted">{t('for_customer')}</span>}
            <p>{comment.body}</p>
          </article>
        ))}
        {unsent.map((comment) => (
          <article key={comment.id} className={styles.comment}>
            <header>
              <strong>{t('me')}</strong>
              <span className="muted">
                <CloudUploadOutlined /> {t('waiting')}
              </span>
            </header>
            <p>{comment.body}</p>
          </article>
        ))}
      </div>
      {mayWrite && (
        <div className={styles.bottom}>
          <Input.TextArea
            aria-label={t('write')}
            placeholder={t('write')}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={10_000}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
          <Button type="primary" size="large" block disabled={body.trim() === ''} onClick={() => void send()}>
            {t('send')}
          </Button>
        </div>
      )}
    </div>
  );
}
