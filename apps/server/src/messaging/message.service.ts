import { fillMessage, localize, type MessageChannel } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { MemberAddressStore } from './member-address.store.js';
import { MessageLinks } from './message-links.js';
import { codeSlot, MessageSender } from './message-sender.js';
import { MessengerStore } from './messenger.store.js';
import { type MessengerType, messengers } from './messengers/registry.js';

/** The record that something is said about. */
export interface AboutRecord {
  app: string;
  form: string;
  recordId: string;
}

/** Why nothing was said; stands in the log of whoever wanted it. */
export type NotSaid = 'no_channel' | 'no_messenger' | 'no_record' | 'no_address';

/** Says what a channel words about a record to whom it leads, by the messenger that the installation gave it. */
@Injectable()
export class MessageService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly messengers: MessengerStore,
    private readonly addresses: MemberAddressStore,
    private readonly sender: MessageSender,
    private readonly links: MessageLinks,
  ) {}

  /**
   * In the caller's transaction. Without a messenger or an address nothing is said, and it is told why. A `code` stands
   * in the place of `{{code}}`, and is sealed until it is sent.
   */
  async say(
    tx: Transaction,
    channelId: string,
    about: AboutRecord,
    code?: string,
  ): Promise<{ to: string } | { notSaid: NotSaid }> {
    const channel = await this.#channel(about.app, channelId);
    if (channel === null) return { notSaid: 'no_channel' };
    const route = await this.messengers.routeOf(tx, about.app, channelId);
    if (!route) return { notSaid: 'no_messenger' };
    const { viewer, form } = await this.gate.openAsPlatform(about.app, about.form, null, {
      kind: 'rule',
      id: channelId,
    });
    const values = await this.facts.read(tx, viewer, form, about.recordId, pathsOf(channel));
    if (!values) return { notSaid: 'no_record' };
    const people = await this.#people(tx, values, channel, route.id);
    const isGroup = messengers[route.type as MessengerType]?.address === 'group';
    // A code is for one person.
    if (isGroup && code !== undefined) return { notSaid: 'no_address' };
    const addresses = isGroup ? [''] : people.map(({ address }) => address).filter((one) => one !== '');
    if (addresses.length === 0) return { notSaid: 'no_address' };
    // Until it is sent `{{code}}` stays where it stands.
    const said = code === undefined ? values : { ...values, code: codeSlot };
    const scope = { form, forms: viewer.documents.forms, values: said, timeZone: viewer.context.timeZone };
    const locale = people[0]?.locale ?? 'zh-CN';
    const say = (template: MessageChannel['title'] | undefined) =>
      template === undefined ? '' : localize(fillMessage(template, scope), locale);
    const parameters = (channel.parameters ?? []).map(({ name, value }) => [name, say(value)] as const);
    const words = {
      title: say(channel.title),
      text: say(channel.body),
      url: await this.#url(channel, about),
      template: route.template,
      parameters: Object.fromEntries(parameters),
      ...(code === undefined ? {} : { code: this.sender.sealCode(code) }),
    };
    for (const address of addresses)
      await this.sender.send(tx, { messengerId: route.id, address, words, link: about, channel: channel.id });
    return { to: isGroup ? route.name : addresses.map(masked).join(' ') };
  }

  /** Whether there is a way for what the channel says. */
  async canSay(app: string, channelId: string): Promise<boolean> {
    if ((await this.#channel(app, channelId)) === null) return false;
    return (await this.messengers.routeOf(this.sender.database, app, channelId)) !== null;
  }

  async #channel(app: string, id: string): Promise<MessageChannel | null> {
    const channel = (await this.registry.app(app)).documents.channels.get(id);
    return channel?.type === 'message' && channel.enabled !== false ? channel : null;
  }

  async #people(
    tx: Transaction,
    values: Readonly<Record<string, unknown>>,
    { to }: MessageChannel,
    messengerId: string,
  ): Promise<{ address: string; locale?: 'zh-CN' | 'en' | null }[]> {
    if (to === undefined) return [];
    const value = to.split('.').reduce<unknown>((at, key) => {
      return typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined;
    }, values);
    if (typeof value === 'string') return [{ address: value.trim() }];
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    return typeof id === 'string' ? this.addresses.of(tx, id, messengerId) : [];
  }

  async #url({ linksRecord, linksPage }: MessageChannel, about: AboutRecord): Promise<string | null> {
    if (linksPage !== undefined) return this.links.toPage(about, linksPage);
    return linksRecord ? this.#recordUrl(about) : null;
  }

  #recordUrl({ app, form, recordId }: AboutRecord): string | null {
    const { baseUrl } = this.sender;
    return baseUrl ? [baseUrl.replace(/\/$/, ''), 'apps', app, 'forms', form, recordId].join('/') : null;
  }
}

function pathsOf({ to, title, body, parameters }: MessageChannel): string[] {
  const templates = JSON.stringify([title, body, parameters]);
  const slots = [...templates.matchAll(/\{\{\s*([a-z][a-z0-9_.]{0,99})\s*\}\}/g)].map(
    ([, path = '']) => path,
  );
  return [...new Set([...(to === undefined ? [] : [to]), ...slots])];
}

/** Logs are read by many: of an address only its ends. */
function masked(address: string): string {
  return address.length <= 6 ? '***' : `${address.slice(0, 3)}****${address.slice(-3)}`;
}
