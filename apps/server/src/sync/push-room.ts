import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';

/** When all the phones come back into signal at once, they take a third of the connections and the office keeps the rest. */
@Injectable()
export class PushRoom {
  readonly #most: number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(config: Config) {
    this.#most = Math.max(1, Math.floor(config.databaseConnections / 3));
  }

  /** Does `work` when there is room, in the order of asking. */
  async with<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.#most) this.#inside += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on as it is.
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
