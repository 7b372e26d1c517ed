import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What accounts are worth, for whom is set aside, and which record of a form stands for which accounts. */
export class CreateLedgerRecord1763700019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.ledger_account add value numeric not null default 0;
      create index ledger_account_key on platform.ledger_account using gin (keys);
      alter table platform.ledger_hold add owner text;
      create index ledger_hold_owner on platform.ledger_hold (app, ledger, owner) where ended_by is null;
      create table platform.ledger_record (
        app text not null,
        ledger text not null,
        form text not null,
        keys text[] not null,
        record_id uuid not null,
        primary key (app, ledger, form, keys)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.ledger_record;
      alter table platform.ledger_hold drop owner;
      drop index platform.ledger_account_key;
      alter table platform.ledger_account drop value`);
  }
}
