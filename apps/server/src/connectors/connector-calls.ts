import type { BuiltRequest, Connector } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { KeptTokens } from '../messaging/kept-tokens.js';
import { Vault } from '../platform/config/vault.js';
import { type OutgoingAnswer, OutgoingHttp } from '../platform/network/outgoing-http.js';
import { below } from './auth/auth.js';
import { authOf } from './auth/registry.js';
import { type ConnectionRow, ConnectionStore } from './connection.store.js';

const MOST_BYTES = 20_000_000;

/** The system is not set up here, or switched off. */
export class NotConnected extends Error {}

/** Calls of other systems: signed in as they want it, guarded like all that leaves the house. */
@Injectable()
export class ConnectorCalls {
  constructor(
    private readonly store: ConnectionStore,
    private readonly vault: Vault,
    private readonly http: OutgoingHttp,
    private readonly tokens: KeptTokens,
  ) {}

  /** The path that the connection's own address has, without a slash at its end; often empty. */
  async baseOf(app: string, { system }: Connector): Promise<string> {
    const row = await this.store.find(app, system);
    return row ? new URL(row.url).pathname.replace(/\/+$/, '') : '';
  }

  /** @throws NotConnected, or Error where the exchange fails */
  async send(
    app: string,
    { system }: Connector,
    request: BuiltRequest,
    options: { timeoutMs?: number; key?: string } = {},
  ): Promise<OutgoingAnswer> {
    const row = await this.store.find(app, system);
    const auth = row && authOf(row.auth);
    if (!row?.isEnabled || !auth) throw new NotConnected(`${system} is not connected`);
    const account = { url: row.url, settings: row.settings, secrets: this.secretsOf(row) };
    const kept = this.tokens.of(keyOf(app, system));
    for (let attempt = 0; ; attempt++) {
      const signed = await auth.sign(
        {
          method: request.method,
          path: request.path,
          headers: options.key === undefined ? {} : { 'idempotency-key': options.key },
          body: request.body,
        },
        { account, http: this.http, kept, now: Date.now() },
      );
      const answer = await this.http.send(below(account.url, signed.path), {
        method: signed.method,
        headers: {
          ...signed.headers,
          accept: 'application/json',
          ...(signed.body ? { 'content-type': 'application/json' } : {}),
        },
        ...(signed.body ? { body: JSON.stringify(signed.body) } : {}),
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
        mostBytes: MOST_BYTES,
      });
      if (attempt > 0 || !auth.isStale?.(answer)) return answer;
      this.forget(app, system);
    }
  }

  /** @throws Problem 422 for an address that may not be called */
  check(url: string): Promise<void> {
    return this.http.check(url);
  }

  secretsOf({ app, system, secrets }: ConnectionRow): Record<string, string> {
    return JSON.parse(this.vault.open(secrets, keyOf(app, system))) as Record<string, string>;
  }

  seal(app: string, system: string, secrets: Readonly<Record<string, string>>): string {
    return this.vault.seal(JSON.stringify(secrets), keyOf(app, system));
  }

  /** What was kept of signing in: made anew at the next call. */
  forget(app: string, system: string): void {
    this.tokens.forgetAll(keyOf(app, system));
  }
}

function keyOf(app: string, system: string): string {
  return `connection ${app} ${system}`;
}
