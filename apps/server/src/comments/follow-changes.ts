import { bilingual, type Form, fieldOf, idOf, localize } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { FollowNotices } from './follow-notices.js';
import { FollowerStore } from './follower.store.js';

/** Whoever gets a record follows it; whoever follows it hears when its state changes. */
@Injectable()
export class FollowChanges implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly events: RecordEvents,
    private readonly followers: FollowerStore,
    private readonly notices: FollowNotices,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'comment.record_changed',
      async (event) => {
        const form = (await this.registry.find(event.app))?.documents.forms.get(event.form);
        return form !== undefined && (newHandler(form, event) !== null || newStatus(form, event) !== null);
      },
      (tx, event) => this.#follow(tx, event),
    );
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    const form = (await this.registry.find(event.app))?.documents.forms.get(event.form);
    if (!form) return;
    const subject = { app: event.app, form: event.form, recordId: event.id };
    const handler = newHandler(form, event);
    if (handler !== null) await this.followers.addUnlessDeclined(tx, subject, [handler]);
    const status = newStatus(form, event);
    if (status === null || form.status === undefined) return;
    const followers = (await this.followers.of(tx, subject)).filter((id) => id !== event.by);
    const option = fieldOf(form, form.status)?.options?.find(({ id }) => id === status);
    const said = (locale: 'zh-CN' | 'en') => localize(option?.label ?? status, locale);
    await this.notices.tell(tx, subject, followers, {
      field: form.status,
      words: bilingual(said('zh-CN'), said('en')),
      key: `status/${event.id}/${event.version}`,
    });
  }
}

/** Whom the record went to with this change. */
function newHandler(form: Form, { changes }: RecordChanged): string | null {
  const change = form.handler === undefined ? undefined : changes?.[form.handler];
  return change ? idOf(change[1]) : null;
}

function newStatus(form: Form, { kind, changes }: RecordChanged): string | null {
  const change = kind === 'updated' && form.status !== undefined ? changes?.[form.status] : undefined;
  return typeof change?.[1] === 'string' ? change[1] : null;
}
