import type { MailAccountBody, MailAccountData, MailTestResult } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { Vault } from '../platform/config/vault.js';
import { isUniqueViolation } from '../platform/database/database-errors.js';
import { conflict, notFound, sentence } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { type MailAccount, MailAccountStore } from './mail-account.store.js';
import { MailConnections } from './mail-connections.js';

export interface MailPasswords {
  imap: string | null;
  smtp: string | null;
}

/** Mailboxes as administrators set them up. Passwords are sealed, and never answered. */
@Injectable()
export class MailAccountService {
  constructor(
    private readonly store: MailAccountStore,
    private readonly registry: AppRegistry,
    private readonly vault: Vault,
    private readonly connections: MailConnections,
  ) {}

  async list(): Promise<MailAccountData[]> {
    return (await this.store.list()).map(({ secrets: _, uidValidity: __, lastUid: ___, ...account }) => ({
      ...account,
      ...this.#kept({ id: account.id, secrets: _ }),
    }));
  }

  /** @throws Problem 404 for a channel that is none, 409 for a channel that has a mailbox */
  async create(body: MailAccountBody): Promise<string> {
    await this.#demandChannel(body);
    const id = uuidv7();
    const passwords = { imap: body.imapPassword ?? null, smtp: body.smtpPassword ?? null };
    await this.store.insert(this.#row(id, body, passwords)).catch(rethrow);
    return id;
  }

  async change(id: string, body: MailAccountBody): Promise<void> {
    const before = await this.#find(id);
    await this.#demandChannel(body);
    const kept = this.passwordsOf(before);
    const passwords = { imap: body.imapPassword ?? kept.imap, smtp: body.smtpPassword ?? kept.smtp };
    await this.store.update(this.#row(id, body, passwords)).catch(rethrow);
  }

  async remove(id: string): Promise<void> {
    if (!(await this.store.remove(id))) throw notFound();
  }

  /** Connects and signs in, without reading or sending anything. */
  async test(id: string): Promise<MailTestResult> {
    const account = await this.#find(id);
    return this.connections.test(account, this.passwordsOf(account));
  }

  passwordsOf({ id, secrets }: Pick<MailAccount, 'id' | 'secrets'>): MailPasswords {
    return JSON.parse(this.vault.open(secrets, purposeOf(id))) as MailPasswords;
  }

  async #find(id: string): Promise<MailAccount> {
    const account = await this.store.find(id);
    if (!account) throw notFound();
    return account;
  }

  async #demandChannel({ app, channel }: MailAccountBody): Promise<void> {
    if (app === null || channel === null) return;
    const document = (await this.registry.app(app)).documents.channels.get(channel);
    if (document?.type !== 'mail')
      throw notFound(sentence('没有这个邮件渠道', 'There is no such mail channel'));
  }

  #row(
    id: string,
    body: MailAccountBody,
    passwords: MailPasswords,
  ): Omit<MailAccount, 'uidValidity' | 'lastUid'> {
    const { app, channel, address, name, imap, smtp, isEnabled } = body;
    const secrets = this.vault.seal(JSON.stringify(passwords), purposeOf(id));
    return { id, app, channel, address, name, imap, smtp, secrets, isEnabled };
  }

  #kept(account: Pick<MailAccount, 'id' | 'secrets'>) {
    const { imap, smtp } = this.passwordsOf(account);
    return { hasImapPassword: imap !== null, hasSmtpPassword: smtp !== null };
  }
}

function purposeOf(id: string): string {
  return `mail account ${id}`;
}

function rethrow(error: unknown): never {
  if (isUniqueViolation(error))
    throw conflict(sentence('这个渠道已有邮箱', 'This channel has a mailbox already'));
  throw error;
}
