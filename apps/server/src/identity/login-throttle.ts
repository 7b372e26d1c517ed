import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { spend } from '../platform/http/spend.js';

/**
 * Slows down guessing. Five wrong passwords for one account from one address wait; many wrong ones from one address
 * wait; many wrong ones for one account from anywhere only make each further try slower: the owner, who comes from
 * another address, can always sign in.
 */
@Injectable()
export class LoginThrottle {
  readonly #pair = new RateLimiterMemory({ keyPrefix: 'pair', points: 5, duration: 15 * 60 });
  readonly #address = new RateLimiterMemory({ keyPrefix: 'address', points: 60, duration: 15 * 60 });
  readonly #account = new RateLimiterMemory({ keyPrefix: 'account', points: 50, duration: 60 * 60 });

  /** Counts a try before it is checked. @throws Problem 429 when it has to wait */
  async begin(login: string, address: string): Promise<void> {
    const network = networkOf(address);
    await spend(this.#address, network);
    await spend(this.#pair, `${login.toLowerCase()} ${network}`);
    const account = await this.#account.get(login.toLowerCase());
    if (account && account.remainingPoints <= 0) await new Promise((resolve) => setTimeout(resolve, 1_500));
  }

  async failed(login: string): Promise<void> {
    await this.#account.penalty(login.toLowerCase(), 1);
  }

  async succeeded(login: string, address: string): Promise<void> {
    const network = networkOf(address);
    await this.#pair.delete(`${login.toLowerCase()} ${network}`);
    await this.#address.reward(network, 1);
  }
}

/** One IPv6 customer owns a /64 and would otherwise have endless addresses. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
