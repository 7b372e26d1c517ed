import type { AccountKeys } from '@fieldwork/ledger';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { LedgerPlace } from './ledger.store.js';

/** Accounts added up: those that have the same values at some places of their keys. */
export interface AccountSum {
  keys: AccountKeys;
  record: string | null;
  balance: string;
  reserved: string;
  available: string;
  value: string;
}

/** Sums of accounts, and the records that stand for them (platform.ledger_record). */
@Injectable()
export class LedgerAccountsStore {
  /** What these sums are now, with their records. `places`: which keys of an account make a sum. */
  async sums(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    form: string,
    places: readonly number[],
    wanted: readonly AccountKeys[],
  ): Promise<AccountSum[]> {
    const matches = (alias: string) =>
      places.map((place, index) => {
        const [left, right] = [`${alias}.keys[${place + 1}]`, `w.keys ->> ${index}`];
        const isFull = wanted.every((keys) => (keys[index] ?? null) !== null);
        return isFull ? `${left} = ${right}` : `${left} is not distinct from ${right}`;
      });
    const { rows } = await tx.query<AccountSum>(
      `select w.keys, r.record_id as record, trim_scale(a.balance)::text as balance,
         trim_scale(h.reserved)::text as reserved, trim_scale(a.balance - h.reserved)::text as available,
         trim_scale(a.value)::text as value
       from jsonb_array_elements($3::jsonb) as w(keys)
       left join platform.ledger_record r on r.app = $1 and r.ledger = $2 and r.form = $4
         and r.keys = array(select jsonb_array_elements_text(w.keys))
       cross join lateral (select coalesce(sum(a.balance), 0) as balance, coalesce(sum(a.value), 0) as value
         from platform.ledger_account a where a.app = $1 and a.ledger = $2 and ${matches('a').join(' and ')}) a
       cross join lateral (select coalesce(sum(h.quantity), 0) as reserved from platform.ledger_hold h
         where h.app = $1 and h.ledger = $2 and h.ended_by is null
           and (h.until_at is null or h.until_at > clock_timestamp()) and ${matches('h').join(' and ')}) h`,
      [app, ledger, JSON.stringify(wanted), form],
    );
    return rows;
  }

  /** Records that stand for accounts from now on. */
  async link(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    form: string,
    made: readonly { keys: AccountKeys; id: string }[],
  ): Promise<void> {
    await tx.query(
      `insert into platform.ledger_record (app, ledger, form, keys, record_id)
       select $1, $2, $3, array(select jsonb_array_elements_text(r.keys)), r.id
       from jsonb_to_recordset($4::jsonb) as r(keys jsonb, id uuid)
       on conflict (app, ledger, form, keys) do update set record_id = excluded.record_id`,
      [app, ledger, form, JSON.stringify(made)],
    );
  }

  /** The sums that have a record already. */
  async linked(
    tx: Queryable,
    { app, ledger }: LedgerPlace,
    form: string,
  ): Promise<{ keys: AccountKeys; record: string }[]> {
    const { rows } = await tx.query<{ keys: AccountKeys; record: string }>(
      `select to_json(keys) as keys, record_id as record from platform.ledger_record where app = $1 and ledger = $2 and form = $3`,
      [app, ledger, form],
    );
    return rows;
  }
}
