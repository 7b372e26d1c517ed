import type { Caller } from '../identity/caller.js';

/** Where a file belongs: a field of a record, or (`comment:…`) something else of the record. */
export interface FileOwner {
  readonly app: string;
  readonly form: string;
  readonly recordId: string;
  readonly field: string;
}

/** Who knows whether a caller may read what a file belongs to. The features that hold such things join in. */
export interface FileAccess {
  mayRead(caller: Caller, owner: FileOwner): Promise<boolean>;
}

/** The part of an owner's `field` that says who is to be asked: `comment` of `comment:0190…`, else `field`. */
export function holderOf({ field }: FileOwner): string {
  const [holder = '', id] = field.split(':');
  return id === undefined ? 'field' : holder;
}
