import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices that work without signal, and what each of them reported: every entry once, in its own order. */
export class CreateSync1763700020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.device (
        id uuid primary key,
        user_id uuid not null references platform.user on delete cascade,
        name text not null,
        created_at timestamptz(3) not null default now(),
        last_seen_at timestamptz(3) not null default now(),
        waiting int not null default 0,
        clock_off_ms bigint not null default 0,
        position jsonb,
        revoked_at timestamptz(3),
        deleted_at timestamptz(3)
      );
      create index device_by_user on platform.device (user_id);
      create table platform.sync_queue (
        device uuid not null references platform.device on delete cascade,
        app text not null,
        settled_seq int not null default 0,
        failing_seq int,
        failures int not null default 0,
        primary key (device, app)
      );
      create table platform.sync_entry (
        device uuid not null,
        app text not null,
        seq int not null,
        id uuid not null,
        name text not null,
        form text not null,
        record_id uuid not null,
        fingerprint bytea not null,
        state text not null check (state in ('applied', 'refused')),
        answer jsonb not null,
        wish jsonb,
        happened_at timestamptz(3) not null,
        settled_at timestamptz(3) not null default clock_timestamp(),
        primary key (device, app, seq),
        foreign key (device, app) references platform.sync_queue on delete cascade
      );
      create index sync_entry_by_id on platform.sync_entry (device, app, id);
      alter table platform.history add column happened_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.history drop column happened_at;
      drop table platform.sync_entry; drop table platform.sync_queue; drop table platform.device`);
  }
}
