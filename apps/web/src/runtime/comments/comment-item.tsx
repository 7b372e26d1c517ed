import { DeleteOutlined, EditOutlined, PaperClipOutlined } from '@ant-design/icons';
import type { CommentData } from '@fieldwork/api-contract';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { type Subject, takeBackComment } from '../../api/comments.js';
import { fileUrl } from '../../api/files.js';
import { Ago } from '../../ui/moment.js';
import { Avatar } from '../../ui/person.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { CommentComposer } from './comment-composer.js';
import { commentWords } from './comment-words.js';
import styles from './comments.module.css';
import { partsOf } from './mentions.js';

interface ItemProps {
  subject: Subject;
  comment: CommentData;
  className: string | undefined;
}

/** One comment as it stands on the timeline. */
export function CommentItem({ subject, comment, className }: ItemProps) {
  const t = useWords(commentWords);
  const v = useWords(verbs);
  const [isEditing, setEditing] = useState(false);
  const [takeBack] = useAction(() => takeBackComment(subject, comment.id));
  const name = comment.by?.title ?? '?';
  const people = comment.mentions.map(({ id, title }) => ({ id, title: title ?? '' }));
  return (
    <li className={className}>
      <Avatar name={name} />
      <div>
        <b>{name}</b> {comment.by?.id === null && <Tag>{t('outside')}</Tag>}
        {t('said')} <Ago at={comment.at} />
        {comment.editedAt && !comment.isDeleted && <span className="muted"> · {t('edited')}</span>}
        {comment.audience === 'customer' && (
          <Tag color="warning" style={{ marginInlineStart: 6 }}>
            {t('for_customer')}
          </Tag>
        )}
      </div>
      {comment.isDeleted ? (
        <p className="muted" style={{ gridColumn: 2, margin: 0 }}>
          {t('taken_back')}
        </p>
      ) : isEditing ? (
        <div style={{ gridColumn: 2 }}>
          <CommentComposer
            subject={subject}
            audiences={[comment.audience]}
            before={{ id: comment.id, body: comment.body, audience: comment.audience, mentions: people }}
            onDone={() => setEditing(false)}
          />
        </div>
      ) : (
        <>
          <div className={styles.body} data-audience={comment.audience}>
            <Words body={comment.body} names={people.map(({ title }) => title)} />
          </div>
          <Files files={comment.files} />
          {comment.mayChange && (
            <div className={styles.actions}>
              <Button
                type="text"
                size="small"
                icon={<EditOutlined />}
                aria-label={v('edit')}
                onClick={() => setEditing(true)}
              />
              <Popconfirm
                title={t('take_back_sure')}
                okText={t('take_back')}
                onConfirm={() => void takeBack()}
              >
                <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('take_back')} />
              </Popconfirm>
            </div>
          )}
        </>
      )}
    </li>
  );
}

function Words({ body, names }: { body: string; names: readonly string[] }) {
  let at = 0;
  return partsOf(body, names).map((part) => {
    const key = at;
    at += part.text.length;
    return part.name === null ? (
      part.text
    ) : (
      <span key={key} className={styles.mention}>
        {part.text}
      </span>
    );
  });
}

function Files({ files }: { files: CommentData['files'] }) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} style={{ gridColumn: 2 }}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
            <PaperClipOutlined /> {file.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
