import type { NoticePreference } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { MailAccountStore } from './mail-account.store.js';
import { NoticePreferenceStore } from './notice-preference.store.js';

@Injectable()
export class NoticePreferenceService {
  constructor(
    private readonly store: NoticePreferenceStore,
    private readonly accounts: MailAccountStore,
  ) {}

  /** `isPossible`: there is a mailbox that sends notices. */
  async get(userId: string): Promise<NoticePreference & { isPossible: boolean }> {
    const isPossible = (await this.accounts.ofNotices()) !== null;
    return { ...(await this.store.of(userId)), isPossible };
  }

  set(userId: string, preference: NoticePreference): Promise<void> {
    return this.store.set(userId, preference);
  }
}
