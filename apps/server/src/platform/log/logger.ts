import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Config } from '../config/config.js';

/** Nest names every class and route at each start: of interest to developers only. */
const chatter = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** JSON lines on stderr for Nest and for us. Stdout stays free for the address and the set-up link. */
export class JsonLogger implements LoggerService {
  readonly #pino: pino.Logger;

  constructor(level: Config['logLevel']) {
    const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
    this.#pino = pino(options, pino.destination({ fd: 2, sync: false }));
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write(chatter.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest passes the context (a class name) last and, for errors, the stack before it. */
  #write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.length > 0 ? rest.at(-1) : undefined;
    const details = rest.slice(0, -1).filter((item) => item !== undefined);
    const fields = { context, ...(details.length > 0 ? { details } : {}) };
    if (message instanceof Error) this.#pino[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object') this.#pino[level]({ ...fields, ...message });
    else this.#pino[level](fields, String(message));
  }
}
