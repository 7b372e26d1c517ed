import type { Text } from '@fieldwork/metadata';
import type { Kept } from '../../messaging/messengers/messenger.js';
import type { OutgoingAnswer, OutgoingHttp, OutgoingRequest } from '../../platform/network/outgoing-http.js';

export interface AuthAccount {
  url: string;
  settings: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

/** A call on its way: where it goes below the address, what it says. */
export interface AuthCall {
  method: NonNullable<OutgoingRequest['method']>;
  path: string;
  headers: Record<string, string>;
  body: Record<string, unknown> | null;
}

export interface AuthContext {
  account: AuthAccount;
  http: Pick<OutgoingHttp, 'send'>;
  kept: Kept;
  /** Milliseconds since 1970. */
  now: number;
}

/** How another system knows us. A new one is one file here and a line in the registry. */
export interface Auth {
  label: Text;
  settings: readonly { id: string; label: Text; hint?: Text; isSecret?: boolean; isOptional?: boolean }[];
  /** Adds what the other side wants to see. @throws Error where signing in fails */
  sign: (call: AuthCall, context: AuthContext) => Promise<AuthCall>;
  /** Whether an answer says that signing in has run out: then it is tried once more from the beginning. */
  isStale?: (answer: OutgoingAnswer) => boolean;
}

/** What another system answered, as JSON. @throws Error for what is no success or no JSON */
export function jsonOf({ status, text }: OutgoingAnswer): Record<string, unknown> {
  if (status < 200 || status >= 300) throw new Error(`HTTP ${status}: ${text.slice(0, 200)}`);
  const json: unknown = JSON.parse(text);
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
}

export function below(url: string, path: string): string {
  return url.replace(/\/+$/, '') + path;
}
