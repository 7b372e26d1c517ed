import type { Caller } from '../identity/caller.js';

/** A field of a record that holds files. */
export interface FileOwner {
  readonly app: string;
  readonly form: string;
  readonly recordId: string;
  readonly field: string;
}

/** Token of the provider that knows who may read a record's field. The feature that holds the records offers it. */
export const FILE_ACCESS = Symbol('FILE_ACCESS');

export interface FileAccess {
  /** Whether the caller may read this field of this record. */
  mayRead(caller: Caller, owner: FileOwner): Promise<boolean>;
}
