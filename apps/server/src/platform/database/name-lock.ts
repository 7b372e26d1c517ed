import type { Queryable } from './queryable.js';

/** Everything that is locked by a name rather than by a row; no two share a name. */
type LockSpace =
  | 'appointments'
  | 'arrivals'
  | 'calendars'
  | 'call'
  | 'claims'
  | 'departments'
  | 'ledger'
  | 'portal'
  | 'public files'
  | 'public requests'
  | 'run'
  | 'wish';

/** The name under which the database keeps a lock, hashed to a number by `hashtextextended(name, 0)`. */
export function lockName(space: LockSpace, ...parts: readonly string[]): string {
  return [space, ...parts].join(' ');
}

/** Waits until nobody else holds this name, and holds it until the transaction ends. */
export async function lockByName(
  tx: Queryable,
  space: LockSpace,
  ...parts: readonly string[]
): Promise<void> {
  await tx.query(
    'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    [lockName(space, ...parts)],
    'name_lock',
  );
}
