import type { DemoAccess } from '@fieldwork/api-contract';
import type { Caller } from './caller.js';

export type Content = 'after-sales-demo' | 'empty';

/** Token of the provider that fills a new installation. A feature above offers it; without one it stays empty. */
export const SETUP_CONTENT = Symbol('SETUP_CONTENT');

export interface SetupContent {
  /** Installs the content on behalf of the first administrator. May take some seconds. */
  install(content: Exclude<Content, 'empty'>, administrator: Caller): Promise<DemoAccess | null>;
}
