import { Injectable } from '@nestjs/common';
import { Vault } from '../config/vault.js';
import { newSecret } from './standard-webhooks.js';

/** How long a former secret is still good, so that the other side can change at its leisure. */
const OVERLAP_MS = 24 * 3_600_000;

interface Kept {
  secret: string;
  /** Milliseconds since 1970; null: the one in use. */
  until: number | null;
}

/** Secrets that sign calls, sealed for one `purpose`; a former one overlaps with the new. */
@Injectable()
export class SigningSecrets {
  constructor(private readonly vault: Vault) {}

  /** `given`: one that the other side made. */
  begin(purpose: string, given: string = newSecret()): { sealed: string; secret: string } {
    return { secret: given, sealed: this.#seal(purpose, [{ secret: given, until: null }]) };
  }

  rotate(purpose: string, sealed: string, given: string = newSecret()): { sealed: string; secret: string } {
    const until = Date.now() + OVERLAP_MS;
    const former = this.#open(purpose, sealed).map((one) => ({ ...one, until: one.until ?? until }));
    return {
      secret: given,
      sealed: this.#seal(purpose, [{ secret: given, until: null }, ...former.slice(0, 2)]),
    };
  }

  /** The secrets that are good now, the newest first. */
  of(purpose: string, sealed: string): string[] {
    return this.#open(purpose, sealed)
      .filter(({ until }) => until === null || until > Date.now())
      .map(({ secret }) => secret);
  }

  #open(purpose: string, sealed: string): Kept[] {
    return JSON.parse(this.vault.open(sealed, purpose)) as Kept[];
  }

  #seal(purpose: string, kept: readonly Kept[]): string {
    return this.vault.seal(JSON.stringify(kept), purpose);
  }
}
