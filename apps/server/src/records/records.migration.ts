import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside the records themselves: counters of auto numbers, idempotency keys, what lists are filtered by. */
export class CreateRecords1763700006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.counter (
        app text not null,
        form text not null,
        field text not null,
        period text not null,
        value bigint not null,
        primary key (app, form, field, period)
      ) with (fillfactor = 50);

      create table platform.idempotency (
        caller uuid not null,
        key text not null,
        fingerprint bytea not null,
        status int not null,
        answer text not null,
        created_at timestamptz not null default now(),
        constraint idempotency_key primary key (caller, key)
      );
      create index idempotency_age on platform.idempotency using brin (created_at);

      alter table platform.user add column reference json;
      alter table platform.department add column reference json;
      create function platform.keep_reference() returns trigger language plpgsql as $$
        begin new.reference := json_build_object('id', new.id, 'title', new.name); return new; end $$;
      create trigger user_reference before insert or update of name on platform.user
        for each row execute function platform.keep_reference();
      create trigger department_reference before insert or update of name on platform.department
        for each row execute function platform.keep_reference();
      update platform.user set name = name;
      update platform.department set name = name;

      create table platform.index_use (
        app text not null,
        form text not null,
        field text not null,
        uses bigint not null default 0,
        last_used_at timestamptz not null default now(),
        index_name text,
        primary key (app, form, field)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.counter, platform.idempotency, platform.index_use');
  }
}
