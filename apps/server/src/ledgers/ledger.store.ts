import { type AccountKeys, accountId, type Balance, type Hold, type LedgerState } from '@fieldwork/ledger';
import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import { lockName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

export interface LedgerPlace {
  app: string;
  ledger: string;
}
export interface StoredBalance {
  keys: AccountKeys;
  balance: string;
  held: string;
}
/** A balance kept in the records that a key leads to: accounts by the place of their keys. */
export interface KeptBalance {
  form: string;
  field: string;
  key: number;
  where: readonly (
    | { key: number; is: string }
    | { key: number; form: string; field: string; in: readonly string[] }
  )[];
}

const trigger = quoteIdentifier('fieldwork_ledger');

/** Rows of platform.ledger_*, and the guard on the tables of movements. */
@Injectable()
export class LedgerStore {
  constructor(readonly database: Database) {}

  /** On what the balances stand; null: they were never made. */
  async basis(on: Queryable, { app, ledger }: LedgerPlace): Promise<{ basis: string; form: string } | null> {
    const { rows } = await on.query<{ basis: string; form: string }>(
      `select basis, form from platform.ledger where app = $1 and ledger = $2`,
      [app, ledger],
      'ledger_basis',
    );
    return rows[0] ?? null;
  }

  /** Everybody posts at the same time; whoever makes the balances anew is alone. Held until the transaction ends. */
  async enter(tx: Queryable, { app, ledger }: LedgerPlace, isAlone: boolean): Promise<void> {
    const lock = isAlone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await tx.query(`select ${lock}(hashtextextended($1, 0))`, [lockName('ledger', app, ledger)]);
  }

  /** One lock per name, always in the same order, so that two who take from the same accounts never wait in a ring. */
  async lock(tx: Queryable, { app, ledger }: LedgerPlace, wanted: readonly string[]): Promise<void> {
    if (wanted.length === 0) return;
    const names = wanted.map((name) => lockName('ledger', app, ledger, name));
    await tx.query(
      `select pg_advisory_xact_lock(key) from
         (select distinct hashtextextended(name, 0) as key from unnest($1::text[]) as name order by 1) keys`,
      [names],
      'ledger_lock',
    );
  }

  /** Accounts of which something is set aside for these owners. */
  async heldFor(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    owners: readonly string[],
  ): Promise<AccountKeys[]> {
    if (owners.length === 0) return [];
    const { rows } = await tx.query<{ keys: AccountKeys }>(
      `select distinct to_jsonb(keys) as keys from platform.ledger_hold
       where app = $1 and ledger = $2 and owner = any($3::text[]) and ended_by is null`,
      [app, ledger, owners],
      'ledger_held_for',
    );
    return rows.map(({ keys }) => keys);
  }

  /**
   * Accounts and what is held of them; the holds that are to be released, and those of `owners`; and every account
   * with one of the values of `singles` among its keys.
   */
  async read(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    accounts: readonly AccountKeys[],
    { released, owners, singles }: { released: string[]; owners: string[]; singles: string[] },
  ): Promise<LedgerState & { now: string }> {
    const { rows } = await tx.query<{
      balances: Balance[] | null;
      holds: (Omit<Hold, 'account'> & { keys: AccountKeys })[] | null;
      now: string;
    }>(
      `with wanted as (select array(select jsonb_array_elements_text(one)) as keys from jsonb_array_elements($3::jsonb) one)
       select (select json_agg(json_build_object('keys', keys, 'quantity', trim_scale(balance)::text,
                 'value', trim_scale(value)::text, 'isFree', is_free))
               from platform.ledger_account where app = $1 and ledger = $2
                 and (keys in (select keys from wanted) or keys && $6::text[])) as balances,
              (select json_agg(json_build_object('movement', movement_id, 'keys', keys,
                 'quantity', trim_scale(quantity)::text, 'until', until_at, 'owner', owner, 'endedBy', ended_by))
               from platform.ledger_hold where app = $1 and ledger = $2
                 and ((ended_by is null and (keys in (select keys from wanted) or owner = any($5::text[])))
                   or movement_id = any($4::uuid[]))) as holds,
              to_json(clock_timestamp()::timestamptz(3)) #>> '{}' as now`,
      [app, ledger, JSON.stringify(accounts), released, owners, singles],
      'ledger_read',
    );
    const { balances, holds, now } = rows[0] as (typeof rows)[number];
    return {
      now,
      balances: new Map((balances ?? []).map((one) => [accountId(one.keys), one])),
      holds: new Map(
        (holds ?? []).map(({ keys, ...hold }) => [hold.movement, { ...hold, account: accountId(keys) }]),
      ),
    };
  }

  /** What has become of these accounts and holds. */
  async save(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    balances: readonly Balance[],
    holds: readonly Hold[],
  ): Promise<void> {
    await tx.query(
      `insert into platform.ledger_account as a (app, ledger, keys, balance, value, is_free)
       select $1, $2, array(select jsonb_array_elements_text(r.keys)), r.quantity, r.value, r."isFree"
       from jsonb_to_recordset($3::jsonb) as r(keys jsonb, quantity numeric, value numeric, "isFree" boolean)
       on conflict (app, ledger, keys) do update
       set balance = excluded.balance, value = excluded.value, is_free = excluded.is_free, updated_at = clock_timestamp()`,
      [app, ledger, JSON.stringify(balances)],
      'ledger_save',
    );
    if (holds.length === 0) return;
    await tx.query(
      `insert into platform.ledger_hold (app, ledger, movement_id, keys, quantity, until_at, owner, ended_by)
       select $1, $2, r.movement, array(select jsonb_array_elements_text(r.account::jsonb)), r.quantity, r.until, r.owner,
         r."endedBy"
       from jsonb_to_recordset($3::jsonb)
         as r(movement uuid, account text, quantity numeric, until timestamptz, owner text, "endedBy" uuid)
       on conflict (app, ledger, movement_id) do update set ended_by = excluded.ended_by`,
      [app, ledger, JSON.stringify(holds)],
      'ledger_hold',
    );
  }

  /** Empties a ledger before its balances are made anew, and guards the table of its movements. */
  async begin(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    form: string,
    basis: string,
    guarded: readonly string[],
  ): Promise<void> {
    const before = await this.basis(tx, { app, ledger });
    await tx.query(`delete from platform.ledger_account where app = $1 and ledger = $2`, [app, ledger]);
    await tx.query(`delete from platform.ledger_hold where app = $1 and ledger = $2`, [app, ledger]);
    if (before && before.form !== form)
      await tx.query(`drop trigger if exists ${trigger} on ${tableOf(app, before.form)}`);
    const columns = [...guarded, 'deleted_at'].map(quoteIdentifier).join(', ');
    await tx.query(
      `create or replace trigger ${trigger} before delete or update of ${columns} on ${tableOf(app, form)}
       for each row execute function platform.movement_is_kept()`,
    );
    await tx.query(
      `insert into platform.ledger (app, ledger, form, basis) values ($1, $2, $3, $4)
       on conflict (app, ledger) do update set form = excluded.form, basis = excluded.basis, built_at = clock_timestamp()`,
      [app, ledger, form, basis],
    );
  }

  /** How what is set aside has ended, as it was known before the balances are made anew. */
  async endings(tx: Queryable, { app, ledger }: LedgerPlace): Promise<Map<string, string>> {
    const { rows } = await tx.query<{ id: string; by: string }>(
      `select movement_id as id, ended_by as by from platform.ledger_hold
       where app = $1 and ledger = $2 and ended_by is not null`,
      [app, ledger],
    );
    return new Map(rows.map(({ id, by }) => [id, by]));
  }

  /** Writes what movements are worth that were made before their ledger knew; once, so that it is kept from then on. */
  async fillWorths(
    tx: Queryable,
    app: string,
    form: string,
    field: string,
    worths: ReadonlyMap<string, string>,
  ): Promise<void> {
    const column = quoteIdentifier(field);
    const list = [...worths].map(([id, worth]) => ({ id, worth }));
    await tx.query(`drop trigger if exists ${trigger} on ${tableOf(app, form)}`);
    await tx.query(
      `update ${tableOf(app, form)} t set ${column} = r.worth
       from jsonb_to_recordset($1::jsonb) as r(id uuid, worth numeric) where t.id = r.id and t.${column} is null`,
      [JSON.stringify(list)],
    );
  }

  /**
   * Writes balances into the records that these keys lead to. They follow from the movements, so this is no change
   * of the record: its version stays, and whoever has it open does not lose his work.
   */
  async keep(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    { form, field, key, where }: KeptBalance,
    ids: readonly string[],
  ): Promise<void> {
    if (ids.length === 0) return;
    const values: unknown[] = [app, ledger, [...new Set(ids)].sort()];
    const also = where.map((one) => {
      values.push('is' in one ? one.is : one.in);
      if ('is' in one) return ` and a.keys[${one.key + 1}] = $${values.length}`;
      return ` and a.keys[${one.key + 1}] in (select p.id::text from ${tableOf(app, one.form)} p
        where p.${quoteIdentifier(one.field)} = any($${values.length}::text[]))`;
    });
    const column = quoteIdentifier(field);
    await tx.query(
      `update ${tableOf(app, form)} t set ${column} = s.balance
       from (select one.id, coalesce(sum(a.balance), 0) as balance from unnest($3::text[]) as one(id)
             left join platform.ledger_account a
               on a.app = $1 and a.ledger = $2 and a.keys[${key + 1}] = one.id${also.join('')}
             group by one.id) s
       where t.id = s.id::uuid and t.${column} is distinct from s.balance`,
      values,
    );
  }

  /** Balances whose keys are as asked, the fullest first. */
  async list(
    on: Queryable,
    { app, ledger }: LedgerPlace,
    wanted: readonly { key: number; is: string }[],
    limit: number,
  ): Promise<StoredBalance[]> {
    const values: unknown[] = [app, ledger, limit];
    const also = wanted.map(({ key, is }) => {
      values.push(is);
      return ` and a.keys[${key + 1}] = $${values.length}`;
    });
    const { rows } = await on.query<StoredBalance>(
      `select a.keys, trim_scale(a.balance)::text as balance,
         (select trim_scale(coalesce(sum(h.quantity), 0))::text from platform.ledger_hold h
          where h.app = a.app and h.ledger = a.ledger and h.keys = a.keys and h.ended_by is null
            and (h.until_at is null or h.until_at > clock_timestamp())) as held
       from platform.ledger_account a where a.app = $1 and a.ledger = $2${also.join('')}
       order by a.keys limit $3`,
      values,
    );
    return rows;
  }

  /** Whether a movement has been undone already; other than by the one that asks. */
  async isReversed(
    tx: Queryable,
    app: string,
    form: string,
    field: string,
    original: string,
    asking: string,
  ): Promise<boolean> {
    const { rows } = await tx.query(
      `select 1 from ${tableOf(app, form)} where ${quoteIdentifier(field)} = $1 and id <> $2 limit 1`,
      [original, asking],
    );
    return rows.length > 0;
  }
}
