import { bilingual } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { UserService } from '../identity/user.service.js';
import { NotificationService } from '../notifications/notification.service.js';
import { WebhookStore } from './webhook.store.js';

/** Administrators hear of a webhook that was switched off. */
@Injectable()
export class WebhookNotices {
  constructor(
    private readonly users: UserService,
    private readonly notifications: NotificationService,
    private readonly store: WebhookStore,
  ) {}

  async tellDisabled(app: string, name: string, because: string): Promise<void> {
    const people = await this.users.administrators();
    await this.store.database.transaction((tx) =>
      this.notifications.notify(tx, people, {
        kind: 'webhook.disabled',
        title: bilingual(`Webhook「${name}」已停用`, `The webhook “${name}” was switched off`),
        body: bilingual(`对方没有接收：${because}`, `The other side did not take it: ${because}`),
        link: { app },
      }),
    );
  }
}
