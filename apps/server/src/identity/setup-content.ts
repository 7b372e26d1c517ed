import type { Caller } from './caller.js';

export type Content = 'after-sales-demo' | 'empty';

/** Token of the provider that fills a new installation. A feature above offers it; without one it stays empty. */
export const SETUP_CONTENT = Symbol('SETUP_CONTENT');

/** The people of the demo, who share one password. Shown once; it is kept nowhere. */
export interface DemoAccess {
  password: string;
  users: readonly { login: string; name: string; roles: readonly string[] }[];
}

export interface SetupContent {
  /** Installs the content on behalf of the first administrator. May take some seconds. */
  install(content: Exclude<Content, 'empty'>, administrator: Caller): Promise<DemoAccess | null>;
}
