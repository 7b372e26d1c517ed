import type { MessengerBody, MessengerData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { MailSender } from '../mail/mail-sender.js';
import { Vault } from '../platform/config/vault.js';
import { badRequest, invalid, notFound, Problem, sentence } from '../platform/http/problem.js';
import { OutgoingHttp } from '../platform/network/outgoing-http.js';
import { uuidv7 } from '../platform/uuid.js';
import { KeptTokens } from './kept-tokens.js';
import type { MessengerRow } from './messenger.store.js';
import { MessengerStore } from './messenger.store.js';
import type { Account, Call } from './messengers/messenger.js';
import { messengerOf } from './messengers/registry.js';
import { PushRoom } from './push-room.js';

/** Ways to reach people, as administrators set them up. Secrets are sealed, and never answered. */
@Injectable()
export class MessengerService {
  constructor(
    private readonly store: MessengerStore,
    private readonly vault: Vault,
    private readonly http: OutgoingHttp,
    private readonly kept: KeptTokens,
    private readonly mails: MailSender,
    private readonly browsers: PushRoom,
  ) {}

  async list(): Promise<MessengerData[]> {
    return (await this.store.list()).map((row) => {
      const { secrets: _, ...shown } = row;
      return { ...shown, kept: Object.keys(this.accountOf(row).secrets) };
    });
  }

  /** Secrets that are left out stay as they are. @throws Problem 422 for settings that are missing or unknown */
  async save(id: string | null, body: MessengerBody): Promise<string> {
    const before = id === null ? null : await this.store.find(id);
    if (id !== null && !before) throw notFound();
    const type = before?.type ?? body.type;
    const messenger = messengerOf(type);
    if (!messenger) throw badRequest(sentence('没有这种消息渠道', 'There is no such kind of messenger'));
    const secrets = { ...(before ? this.accountOf(before).secrets : {}), ...body.secrets };
    const issues = messenger.settings.flatMap(({ id: name, label, isSecret, isOptional }) => {
      const value = isSecret ? secrets[name] : body.settings[name];
      return isOptional || value ? [] : [{ path: [name], code: 'required', message: labelled(label) }];
    });
    if (issues.length > 0) throw invalid(issues);
    const known = (isSecret: boolean, values: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        messenger.settings.flatMap(({ id: name, ...one }) =>
          (one.isSecret ?? false) === isSecret && values[name] ? [[name, values[name]]] : [],
        ),
      );
    const row = id ?? uuidv7();
    await this.store.save({
      id: row,
      type,
      name: body.name,
      settings: known(false, body.settings),
      secrets: this.vault.seal(JSON.stringify(known(true, secrets)), purposeOf(row)),
      forNotices: body.forNotices,
      isEnabled: body.isEnabled,
    });
    this.kept.forgetAll(row);
    return row;
  }

  async remove(id: string): Promise<void> {
    if (!(await this.store.remove(id))) throw notFound();
  }

  /** Sends a line at once; answers why it did not go, null when it did. */
  async test(id: string, to: string, template: string | null): Promise<string | null> {
    const row = await this.store.find(id);
    const messenger = row && messengerOf(row.type);
    if (!row || !messenger) throw notFound();
    const account = this.accountOf(row);
    try {
      await messenger.send({
        account,
        to,
        words: [
          {
            title: 'Fieldwork',
            text: '这是一条测试消息。This is a test message.',
            url: null,
            template,
            parameters: {},
          },
        ],
        key: uuidv7(),
        ...this.around(id),
      });
      return null;
    } catch (error) {
      // What we ourselves refuse is said in the language of whoever asks.
      if (error instanceof Problem) throw error;
      return (error as Error).message;
    }
  }

  /** What a messenger works with beside its words. */
  around(id: string): Pick<Call, 'http' | 'mail' | 'now' | 'kept' | 'push'> {
    return {
      http: this.http,
      mail: (to, subject, text, key) =>
        this.store.database.transaction((tx) => this.mails.sendNotice(tx, { to, subject, text, key })),
      now: Date.now(),
      kept: this.kept.of(id),
      push: this.browsers,
    };
  }

  accountOf({ id, settings, secrets }: MessengerRow): Account {
    const opened = JSON.parse(this.vault.open(secrets, purposeOf(id))) as Record<string, string>;
    return { id, settings, secrets: opened };
  }
}

function purposeOf(id: string): string {
  return `messenger ${id}`;
}

function labelled(label: unknown) {
  const words = label as { 'zh-CN': string; en: string };
  return sentence(`请填写${words['zh-CN']}`, `${words.en} is missing`);
}
