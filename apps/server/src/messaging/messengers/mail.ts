import { bilingual } from '@fieldwork/metadata';
import { digestOf } from './answers.js';
import type { Messenger } from './messenger.js';

/** By the mailbox that sends notices: for customers, since members have their own choice of mails. */
export const mail: Messenger = {
  label: bilingual('邮件', 'Mail'),
  address: 'mail',
  settings: [],
  limit: { count: 10, seconds: 60 },
  mostCharacters: 20_000,
  canDigest: true,
  async send({ words, to, key, mail: send }) {
    const [only] = words;
    const text = words.length === 1 ? [only?.text, only?.url].filter(Boolean).join('\n\n') : digestOf(words);
    await send(to, only?.title ?? '', text === '' ? (only?.title ?? '') : text, key);
  },
};
