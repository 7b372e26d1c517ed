import type { Values } from '@fieldwork/form-engine';
import {
  assignedValues,
  boundFilter,
  type ChannelOf,
  type ExpressionJson,
  type Form,
  fieldOf,
  formTypes,
  idOf,
  mailScopeTypes,
  pathsIn,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import type { Opened } from '../records/record-gate.js';
import type { IncomingMail } from './read-mail.js';

/** Records that a mail has to do with, by the id under which the channel looks for them. */
export type FoundForMail = ReadonlyMap<string, { form: string; values: Values }>;

/** What a channel knows of a mail: the records it looks for, and the values it takes from it. */
@Injectable()
export class MailFacts {
  constructor(
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
  ) {}

  /** Of each find the oldest record that matches. */
  async find(
    on: Queryable,
    { channel, opened, mail }: { channel: ChannelOf<'mail'>; opened: Opened; mail: IncomingMail },
  ): Promise<FoundForMail> {
    const found = new Map<string, { form: string; values: Values }>();
    const { platform } = opened.write;
    const known = mailValues(mail);
    const paths = pathsIn([channel.set, channel.reply]);
    for (const { id, form: formId, filter } of channel.find ?? []) {
      const form = opened.app.documents.forms.get(formId);
      if (!form) continue;
      const bound = boundFilter(filter, known);
      const page = { page: 1, pageSize: 1, sort: ['created_at'], fields: ['id'], count: 'none' as const };
      const { json } = await this.records.list(platform, form, { ...page, filter: bound, deleted: 'no' }, on);
      const [first] = JSON.parse(json) as { id: string }[];
      if (!first) continue;
      const own = paths.filter((path) => path.startsWith(`${id}.`)).map((path) => path.slice(id.length + 1));
      const values = await this.facts.read(on, platform, form, first.id, own);
      if (values) found.set(id, { form: formId, values });
    }
    return found;
  }

  /** The record whose number stands in the subject. */
  async namedIn(on: Queryable, { form, app, write }: Opened, subject: string): Promise<Values | null> {
    const title = form.title === undefined ? undefined : fieldOf(form, form.title);
    if (title?.prefix === undefined || title.prefix === '') return null;
    const at = subject.toUpperCase().indexOf(title.prefix.toUpperCase());
    const number = at < 0 ? undefined : /^[\w-]{4,40}/.exec(subject.slice(at))?.[0];
    if (number === undefined) return null;
    const page = { page: 1, pageSize: 1, sort: ['created_at'], fields: ['id'], count: 'none' as const };
    const filter: ExpressionJson = { '==': [{ var: title.id }, number.toUpperCase()] };
    const { json } = await this.records.list(write.platform, form, { ...page, filter, deleted: 'no' }, on);
    const [first] = JSON.parse(json) as { id: string }[];
    return first && app ? this.records.find(write.platform, form, first.id, on) : null;
  }

  /** Whether a record refers to one of those that were found for the sender. */
  concerns(record: Values, found: FoundForMail, { form }: Opened): boolean {
    return form.fields.some((field) => {
      const id = field.form === undefined ? null : idOf(record[field.id]);
      return (
        id !== null && [...found.values()].some((one) => one.form === field.form && one.values.id === id)
      );
    });
  }

  requestValues(opened: Opened, channel: ChannelOf<'mail'>, mail: IncomingMail, found: FoundForMail): Values {
    return this.#assigned(opened.form, opened, channel, channel.set, mail, found);
  }

  replyValues(opened: Opened, channel: ChannelOf<'mail'>, mail: IncomingMail, found: FoundForMail): Values {
    return this.#assigned(opened.form, opened, channel, channel.reply?.set ?? [], mail, found);
  }

  #assigned(
    form: Form,
    { app, viewer }: Opened,
    channel: ChannelOf<'mail'>,
    set: ChannelOf<'mail'>['set'],
    mail: IncomingMail,
    found: FoundForMail,
  ): Values {
    const { forms } = app.documents;
    const types = { ...formTypes(form, forms), ...mailScopeTypes(channel, forms) };
    const values = {
      mail: mailValues(mail),
      ...Object.fromEntries([...found].map(([id, one]) => [id, one.values])),
    };
    return { ...assignedValues(set, form, forms, { types, values, context: viewer.context }) };
  }
}

function mailValues(mail: IncomingMail): Record<string, string | null> {
  return {
    subject: mail.subject || '…',
    text: mail.text,
    from: mail.from,
    from_name: mail.fromName ?? mail.from,
    received_at: mail.receivedAt,
  };
}
