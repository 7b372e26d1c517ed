import { type NoticeKind, noticeKinds } from '@fieldwork/api-contract';
import { localize, type Text } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotificationService } from '../notifications/notification.service.js';
import { Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/database/queryable.js';
import { DigestTimer } from './digest-timer.js';
import { MailAccountStore } from './mail-account.store.js';
import { MailSender } from './mail-sender.js';
import { NoticePreferenceStore, type Recipient } from './notice-preference.store.js';

interface Notice {
  kind: string;
  title: Text;
  body?: Text | null;
  link?: { app: string; form?: string; recordId?: string } | null;
}

/** Notices by mail, for those who want them: each at once, or all of a day together in the morning. */
@Injectable()
export class NoticeMail implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationService,
    private readonly preferences: NoticePreferenceStore,
    private readonly accounts: MailAccountStore,
    private readonly sender: MailSender,
    private readonly digests: DigestTimer,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.notifications.onTold((tx, users, message) => this.#each(tx, users, message));
    this.digests.on((tx, moment) => this.#digest(tx, moment));
  }

  async #each(tx: Transaction, users: readonly string[], message: Notice): Promise<void> {
    const account = await this.accounts.ofNotices(tx);
    if (!account) return;
    for (const person of await this.preferences.wantEach(tx, users, kindOf(message.kind))) {
      const { subject, text } = this.#words(person, [message]);
      const to = { address: person.email, name: person.name };
      await this.sender.send(tx, account, { to, subject, text, kind: 'notice' });
    }
  }

  async #digest(tx: Transaction, moment: string): Promise<void> {
    const account = await this.accounts.ofNotices(tx);
    if (!account) return;
    for (const person of await this.preferences.takeForDigest(tx, moment)) {
      const all = await this.notifications.unreadSince(person.id, person.since);
      const news = all.filter(({ kind }) => !person.muted.includes(kindOf(kind) ?? ''));
      if (news.length === 0) continue;
      const { subject, text } = this.#words(
        person,
        news.map(({ kind, title, body }) => ({ kind, title, body })),
      );
      const to = { address: person.email, name: person.name };
      await this.sender.send(tx, account, { to, subject, text, kind: 'notice' });
    }
  }

  #words({ locale }: Recipient, notices: readonly Notice[]): { subject: string; text: string } {
    const say = (text: Text | null | undefined) => localize(text ?? undefined, locale ?? 'zh-CN');
    const lines = notices.map(({ title, body, link }) => {
      const parts = [this.config.baseUrl, 'apps', link?.app, 'forms', link?.form, link?.recordId];
      const address = this.config.baseUrl && link?.form && link.recordId ? parts.join('/') : '';
      return [say(title), say(body), address].filter((part) => part !== '').join('\n');
    });
    const count = notices.length;
    const many = locale === 'en' ? `${count} notices` : `${count} 条新消息`;
    return { subject: (count === 1 ? say(notices[0]?.title) : many) || many, text: lines.join('\n\n') };
  }
}

/** `comment.mention` is of the kind `comment`; null: it cannot be muted. */
function kindOf(kind: string): NoticeKind | null {
  const head = kind.split('.')[0] as NoticeKind;
  return noticeKinds.includes(head) ? head : null;
}
