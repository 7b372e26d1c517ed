import type { Type } from './types.js';

/**
 * How SQL reaches a field. The SQL type follows the type: text and choice are `text`, number is `numeric` (cast
 * an integer column), date is `date`, datetime is `timestamptz(3)`, reference is `uuid`, list is an array of
 * these without NULL items. Texts compare by code point because the database's collation is C.
 */
export interface SqlField {
  readonly type: Type;
  /** A column or expression, already quoted; it may be repeated, so it should be cheap. Empty for rows. */
  readonly sql: string;
  readonly rows?: SqlRows;
}

export interface SqlRows {
  /** `FROM "app"."order__parts" AS r WHERE r."parent_id" = t."id"`, ending in a condition to be continued by AND. */
  readonly from: string;
  resolveMember(path: string): SqlField | null;
}
