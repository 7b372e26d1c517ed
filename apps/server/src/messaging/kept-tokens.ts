import { Injectable } from '@nestjs/common';
import type { Kept } from './messengers/messenger.js';

interface Token {
  value: string;
  until: number;
}

/** Access tokens of messengers, in this process; asked for once at a time, made anew when they run out. */
@Injectable()
export class KeptTokens {
  readonly #tokens = new Map<string, Promise<Token>>();

  of(account: string): Kept {
    const keyOf = (name: string) => `${account} ${name}`;
    return {
      get: async (name, make) => {
        const key = keyOf(name);
        const known = await this.#tokens.get(key)?.catch(() => undefined);
        if (known && known.until > Date.now()) return known.value;
        const made = make().then(({ value, seconds }) => ({ value, until: Date.now() + seconds * 1000 }));
        this.#tokens.set(key, made);
        made.catch(() => this.#tokens.delete(key));
        return (await made).value;
      },
      forget: (name) => void this.#tokens.delete(keyOf(name)),
    };
  }

  forgetAll(account: string): void {
    for (const key of this.#tokens.keys()) if (key.startsWith(`${account} `)) this.#tokens.delete(key);
  }
}
