import type { Types } from './types.js';
import type { WorkingTime } from './working-time.js';

/** What an expression may know of its surroundings; engines have no clock, so now is given. */
export interface Context {
  /** ISO 8601 instant with zone. */
  readonly now: string;
  /** IANA name, such as Asia/Shanghai. */
  readonly timeZone: string;
  readonly user: {
    readonly id: string | null;
    readonly department: string | null;
    readonly roles: readonly string[];
  };
  /** The calendars that expressions can name; left out where there are none. */
  readonly calendars?: Calendars;
}

/** The working times of an app. */
export interface Calendars {
  /** Whose calendars they are: under this name SQL finds them. */
  readonly app: string;
  find(calendar: string): WorkingTime | undefined;
}

/** Values as they are on the wire, by path; `old` holds those before the change. */
export interface Scope {
  readonly types: Types;
  readonly values: Readonly<Record<string, unknown>>;
  readonly old?: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** JSON Logic: `{ "==": [{ "var": "status" }, "open"] }`. */
export type Expression = JsonValue;
