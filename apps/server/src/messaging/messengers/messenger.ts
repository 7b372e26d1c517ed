import type { MessengerKind } from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import type { OutgoingHttp } from '../../platform/network/outgoing-http.js';

/** One thing to say to one address. */
export interface Words {
  title: string;
  text: string;
  /** Where it leads. */
  url: string | null;
  /** For receivers that take templates only: what stands in their places. */
  parameters: Readonly<Record<string, string>>;
  template: string | null;
  /** Sealed: what stands in the place of `{{code}}` once it is sent; nobody reads it in the logs. */
  code?: string;
}

/** How a messenger is set up here. */
export interface Account {
  id: string;
  settings: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

/** A browser that asked for pushes (W3C Push API). */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Browsers by their ids, and the keys that sign what is pushed to them. */
export interface Browsers {
  keys: { publicKey: string; privateKey: string };
  find: (id: string) => Promise<PushSubscription | null>;
  forget: (id: string) => Promise<unknown>;
}

export interface Call {
  account: Account;
  to: string;
  /** More than one: a digest. */
  words: readonly Words[];
  /** Stays the same at every attempt. */
  key: string;
  http: Pick<OutgoingHttp, 'send'>;
  /** By the mailbox that sends notices; in its own delivery, once per key. */
  mail: (to: string, subject: string, text: string, key: string) => Promise<void>;
  push: Browsers;
  /** Milliseconds since 1970. */
  now: number;
  /** Kept for an account, such as an access token. */
  kept: Kept;
}

/** Short-lived things of an account, such as access tokens: made when they are missing or have been refused. */
export interface Kept {
  get(name: string, make: () => Promise<{ value: string; seconds: number }>): Promise<string>;
  forget(name: string): void;
}

interface Setting {
  id: string;
  label: Text;
  hint?: Text;
  isSecret?: boolean;
  isOptional?: boolean;
}

/** A way to reach people outside. A new one is one file here and a line in the registry. */
export interface Messenger {
  label: Text;
  /** What an address is there: a telephone number, the id of a member, or nothing, where it reaches one group. */
  address: MessengerKind['address'];
  settings: readonly Setting[];
  /** So many in so many seconds to one address; what comes above goes as a digest. */
  limit: { count: number; seconds: number };
  /** Characters of one message; a digest is cut into several. */
  mostCharacters: number;
  /** Whether several messages can go as one; where templates are demanded they cannot. */
  canDigest: boolean;
  /** @throws RetryLater, PermanentFailure, or any other error, which is tried again */
  send: (call: Call) => Promise<void>;
}
