import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button, Mentions, Segmented, Tag } from 'antd';
import { useRef, useState } from 'react';
import { addComment, changeComment, findMentionable, type Subject } from '../../api/comments.js';
import { type FileInfo, uploadFile } from '../../api/files.js';
import { newOrderedId } from '../../api/new-id.js';
import { messageOf } from '../../api/problem.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { commentWords } from './comment-words.js';
import styles from './comments.module.css';
import { mentionsIn } from './mentions.js';

type Audience = 'internal' | 'customer';
type Person = { id: string; title: string };

interface ComposerProps {
  subject: Subject;
  /** What the reader's roles let him write. */
  audiences: readonly Audience[];
  /** The comment that is being changed. */
  before?: { id: string; body: string; audience: Audience; mentions: readonly Person[] };
  onDone?: () => void;
}

/** Where a comment is written: words, people, files, and for whom it is. */
export function CommentComposer({ subject, audiences, before, onDone }: ComposerProps) {
  const t = useWords(commentWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const [body, setBody] = useState(before?.body ?? '');
  const [audience, setAudience] = useState<Audience>(before?.audience ?? audiences[0] ?? 'internal');
  const [files, setFiles] = useState<FileInfo[]>([]);
  const [uploading, setUploading] = useState(0);
  const [found, setFound] = useState<Person[]>([]);
  const known = useRef(new Map((before?.mentions ?? []).map((person) => [person.title, person.id])));
  const id = useRef(newOrderedId());
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef('');

  const search = async (words: string) => {
    asked.current = words;
    const people = await findMentionable(subject, words).catch(() => []);
    if (asked.current === words) setFound(people);
  };
  const attach = async (chosen: readonly File[]) => {
    setUploading((count) => count + chosen.length);
    for (const file of chosen) {
      try {
        const uploaded = await uploadFile(file);
        setFiles((kept) => [...kept, uploaded]);
      } catch (error) {
        message.error(messageOf(error));
      } finally {
        setUploading((count) => count - 1);
      }
    }
  };
  const [send, isSending] = useAction(async () => {
    const mentions = mentionsIn(body, known.current);
    if (before) await changeComment(subject, before.id, body.trim(), mentions);
    else {
      const comment = {
        id: id.current,
        body: body.trim(),
        audience,
        mentions,
        files: files.map((one) => one.id),
      };
      await addComment(subject, comment);
      id.current = newOrderedId();
      setBody('');
      setFiles([]);
    }
    onDone?.();
  });
  const isReady = body.trim() !== '' && uploading === 0;
  return (
    <div className={styles.composer} data-audience={audience}>
      <Mentions
        aria-label={t('write')}
        variant="borderless"
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={10_000}
        placeholder={audience === 'customer' ? t('write_customer') : t('write')}
        value={body}
        onChange={setBody}
        onSearch={(words) => void search(words)}
        onSelect={({ value }) => {
          const person = found.find(({ title }) => title === value);
          if (person) known.current.set(person.title, person.id);
        }}
        // The server has found them; what stands from the words before is not offered for these.
        filterOption={(words, option) => String(option.value).toLowerCase().includes(words.toLowerCase())}
        notFoundContent={t('nobody')}
        options={found.map((person) => ({ key: person.id, value: person.title, label: person.title }))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isReady) return;
          event.preventDefault();
          void send();
        }}
      />
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.id}>
              <Tag closable onClose={() => setFiles((kept) => kept.filter((one) => one.id !== file.id))}>
                {file.name}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.bar}>
        {!before && (
          <>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void attach([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <Button
              type="text"
              size="small"
              icon={<PaperClipOutlined />}
              aria-label={t('attach')}
              loading={uploading > 0}
              onClick={() => input.current?.click()}
            />
          </>
        )}
        {!before && audiences.length > 1 && (
          <Segmented
            size="small"
            value={audience}
            onChange={setAudience}
            options={audiences.map((value) => ({ value, label: t(value) }))}
          />
        )}
        <span>
          {onDone && before && (
            <Button size="small" type="text" onClick={onDone}>
              {v('cancel')}
            </Button>
          )}
          <Button
            type="primary"
            size="small"
            title={t('send_keys')}
            loading={isSending}
            disabled={!isReady}
            onClick={() => void send()}
          >
            {before ? v('save') : t('send')}
          </Button>
        </span>
      </div>
    </div>
  );
}
