import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ledgers keep beside their movements: on what they stand, the balances, and what is set aside. */
export class CreateLedger1763700015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.ledger (
        app text not null,
        ledger text not null,
        form text not null,
        basis text not null,
        built_at timestamptz(3) not null default clock_timestamp(),
        primary key (app, ledger)
      );
      create table platform.ledger_account (
        app text not null,
        ledger text not null,
        keys text[] not null,
        balance numeric not null,
        is_free boolean not null,
        updated_at timestamptz(3) not null default clock_timestamp(),
        primary key (app, ledger, keys),
        constraint ledger_account_covered check (balance >= 0 or is_free)
      );
      create index ledger_account_of on platform.ledger_account (app, ledger, (keys[1]));
      create table platform.ledger_hold (
        app text not null,
        ledger text not null,
        movement_id uuid not null,
        keys text[] not null,
        quantity numeric not null check (quantity > 0),
        until_at timestamptz(3),
        ended_by uuid,
        primary key (app, ledger, movement_id)
      );
      create index ledger_hold_open on platform.ledger_hold (app, ledger, keys) where ended_by is null;
      create function platform.movement_is_kept() returns trigger language plpgsql as $$
        begin raise exception 'movements of a ledger are only added to' using errcode = '55000'; end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.ledger, platform.ledger_account, platform.ledger_hold;
      drop function platform.movement_is_kept cascade`);
  }
}
