import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log of rules: what each run saw and did. */
export class CreateRule1763700007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.rule_run (
        id uuid primary key default uuidv7(),
        app text not null,
        rule text not null,
        rule_version int not null,
        form text not null,
        record_id uuid not null,
        trigger text not null,
        moment timestamptz(3),
        at timestamptz(3) not null default clock_timestamp(),
        outcome text not null check (outcome in ('fired', 'skipped', 'failed')),
        seen jsonb not null,
        actions jsonb not null,
        error text,
        depth int not null
      );
      create index rule_run_by_rule on platform.rule_run (app, rule, id desc);
      create index rule_run_by_record on platform.rule_run (record_id);
      create unique index rule_run_moment on platform.rule_run (app, rule, record_id, moment)
        where moment is not null and outcome <> 'failed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.rule_run');
  }
}
