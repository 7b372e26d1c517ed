import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a device reports late is reckoned from when it happened: the clock is told anew. What it had told before stays,
 * under the edition before, and a row says why and what was taken back.
 */
export class AddLateReport1763700020200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.deadline_state add column edition int not null default 0;
      alter table platform.deadline_entry add column edition int not null default 0;
      alter table platform.deadline_entry drop constraint deadline_entry_pkey;
      alter table platform.deadline_entry add primary key (app, deadline, record_id, target, edition, from_at);
      alter table platform.deadline_mark add column taken_back_at timestamptz(3);
      create table platform.deadline_revision (
        app text not null,
        deadline text not null,
        record_id uuid not null,
        target text not null,
        edition int not null,
        at timestamptz(3) not null default clock_timestamp(),
        happened_at timestamptz(3) not null,
        before text,
        after text,
        taken_back jsonb not null,
        primary key (app, deadline, record_id, target, edition)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.deadline_revision;
      alter table platform.deadline_mark drop column taken_back_at;
      delete from platform.deadline_entry e using platform.deadline_state s
        where (e.app, e.deadline, e.record_id, e.target) = (s.app, s.deadline, s.record_id, s.target)
          and e.edition <> s.edition;
      alter table platform.deadline_entry drop constraint deadline_entry_pkey;
      alter table platform.deadline_entry drop column edition;
      alter table platform.deadline_entry add primary key (app, deadline, record_id, target, from_at);
      alter table platform.deadline_state drop column edition`);
  }
}
