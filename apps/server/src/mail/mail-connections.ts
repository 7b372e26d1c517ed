import type { MailTestResult } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import type { Transporter } from 'nodemailer';
import { Outgoing } from '../platform/network/outgoing.js';
import type { MailPasswords } from './mail-account.service.js';
import type { MailAccount, MailServer } from './mail-account.store.js';

const TIMEOUT_MS = 20_000;

/** Connections to mail servers; every one goes through the guard of outgoing connections. */
@Injectable()
export class MailConnections {
  constructor(private readonly outgoing: Outgoing) {}

  /** Signed in; the caller logs out. */
  async imap(server: MailServer, password: string | null): Promise<ImapFlow> {
    const { address, servername, isNamed } = await this.outgoing.resolve(server.host, server.port);
    const { ImapFlow: Client } = await import('imapflow');
    const client = new Client({
      host: address,
      port: server.port,
      secure: server.secure,
      auth: { user: server.user ?? '', pass: password ?? '' },
      // A password goes in clear only where the operator vouches for the way.
      ...(server.secure || isNamed ? {} : { doSTARTTLS: true }),
      logger: false,
      socketTimeout: 120_000,
      greetingTimeout: TIMEOUT_MS,
      connectionTimeout: TIMEOUT_MS,
      ...(servername === undefined ? {} : { servername }),
    });
    // A connection that breaks later ends the fetch; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async smtp(server: MailServer, password: string | null): Promise<Transporter> {
    const { address, servername, isNamed } = await this.outgoing.resolve(server.host, server.port);
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host: address,
      port: server.port,
      secure: server.secure,
      requireTLS: server.user !== undefined && !isNamed,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(servername === undefined ? {} : { tls: { servername } }),
      ...(server.user === undefined ? {} : { auth: { user: server.user, pass: password ?? '' } }),
    });
  }

  async test(account: MailAccount, passwords: MailPasswords): Promise<MailTestResult> {
    const attempt = async (work: () => Promise<unknown>): Promise<string | null> => {
      try {
        await work();
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const { imap, smtp } = account;
    return {
      imap: imap && (await attempt(async () => (await this.imap(imap, passwords.imap)).logout())),
      smtp: smtp && (await attempt(async () => (await this.smtp(smtp, passwords.smtp)).verify())),
    };
  }
}
