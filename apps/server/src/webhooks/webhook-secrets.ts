import { Injectable } from '@nestjs/common';
import { Vault } from '../platform/config/vault.js';
import { newSecret } from './signature.js';
import type { WebhookRow } from './webhook.store.js';

/** How long a former secret still signs, so that the other side can change at its leisure. */
const OVERLAP_MS = 24 * 3_600_000;

interface Kept {
  secret: string;
  /** Milliseconds since 1970; null: the one in use. */
  until: number | null;
}

@Injectable()
export class WebhookSecrets {
  constructor(private readonly vault: Vault) {}

  begin(id: string): { sealed: string; secret: string } {
    const secret = newSecret();
    return { secret, sealed: this.#seal(id, [{ secret, until: null }]) };
  }

  rotate({ id, secrets }: Pick<WebhookRow, 'id' | 'secrets'>): { sealed: string; secret: string } {
    const secret = newSecret();
    const until = Date.now() + OVERLAP_MS;
    const former = this.#open(id, secrets).map((one) => ({ ...one, until: one.until ?? until }));
    return { secret, sealed: this.#seal(id, [{ secret, until: null }, ...former.slice(0, 2)]) };
  }

  /** The secrets that sign now, the newest first. */
  of({ id, secrets }: Pick<WebhookRow, 'id' | 'secrets'>): string[] {
    return this.#open(id, secrets)
      .filter(({ until }) => until === null || until > Date.now())
      .map(({ secret }) => secret);
  }

  #open(id: string, sealed: string): Kept[] {
    return JSON.parse(this.vault.open(sealed, `webhook ${id}`)) as Kept[];
  }

  #seal(id: string, kept: readonly Kept[]): string {
    return this.vault.seal(JSON.stringify(kept), `webhook ${id}`);
  }
}
