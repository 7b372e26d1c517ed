import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';
import { Vault } from '../platform/config/vault.js';
import type { PortalAt } from './portal-sign-in.store.js';

const PURPOSE = 'portal code';

/** What hides addresses and codes: keyed, since six digits are tried in no time. */
@Injectable()
export class PortalKeys {
  constructor(
    private readonly secrets: Secrets,
    private readonly vault: Vault,
  ) {}

  address({ app, page }: PortalAt, key: string): Buffer {
    return this.#sign(`portal-address|${app}|${page}|${key}`);
  }

  code({ app, page }: PortalAt, key: string, code: string): Buffer {
    return this.#sign(`portal-code|${app}|${page}|${key}|${code}`);
  }

  limit(limit: string, whose: string): Buffer {
    return this.#sign(`portal-limit|${limit}|${whose}`);
  }

  seal(asked: { address: string; code: string }): string {
    return this.vault.seal(JSON.stringify(asked), PURPOSE);
  }

  open(sealed: string): { address: string; code: string } {
    return JSON.parse(this.vault.open(sealed, PURPOSE));
  }

  #sign(text: string): Buffer {
    return createHmac('sha256', this.secrets.signingKey).update(text).digest();
  }
}
