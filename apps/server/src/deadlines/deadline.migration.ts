import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The clocks of records: where each stands, its ledger, and the marks it has reached. */
export class CreateDeadline1763700010100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.deadline_record (
        app text not null,
        deadline text not null,
        record_id uuid not null,
        form text not null,
        version int not null,
        primary key (app, deadline, record_id)
      );
      create index deadline_record_of on platform.deadline_record (record_id);
      create table platform.deadline_state (
        app text not null,
        deadline text not null,
        record_id uuid not null,
        target text not null,
        name text,
        due_at timestamptz(3),
        started_at timestamptz(3),
        stopped_at timestamptz(3),
        state jsonb not null,
        primary key (app, deadline, record_id, target)
      );
      create index deadline_state_open on platform.deadline_state (app, deadline, record_id) where stopped_at is null;
      create table platform.deadline_entry (
        app text not null,
        deadline text not null,
        record_id uuid not null,
        target text not null,
        from_at timestamptz(3) not null,
        to_at timestamptz(3) not null,
        phase text not null check (phase in ('running', 'paused', 'stopped')),
        calendar text,
        working_ms bigint not null,
        outside_ms bigint not null,
        reason jsonb not null,
        primary key (app, deadline, record_id, target, from_at),
        check (to_at > from_at),
        check (working_ms >= 0 and outside_ms >= 0)
      );
      create table platform.deadline_mark (
        app text not null,
        deadline text not null,
        record_id uuid not null,
        target text not null,
        mark text not null,
        turn int not null,
        reached_at timestamptz(3) not null,
        performed_at timestamptz(3) not null default clock_timestamp(),
        is_silent boolean not null,
        actions jsonb not null,
        primary key (app, deadline, record_id, target, mark, turn)
      );
      create function platform.deadline_entry_is_kept() returns trigger language plpgsql as $$
        begin raise exception 'the ledger of deadlines is only added to' using errcode = '55000'; end $$;
      create trigger deadline_entry_kept before update on platform.deadline_entry
        for each row execute function platform.deadline_entry_is_kept();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.deadline_mark, platform.deadline_entry, platform.deadline_state, platform.deadline_record;
      drop function platform.deadline_entry_is_kept`);
  }
}
