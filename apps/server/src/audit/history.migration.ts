import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to records: every change by field, every hand-over. Rows are only ever added. */
export class CreateHistory1763700005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.history (
        id uuid not null default uuidv7(),
        app text not null,
        form text not null,
        record_id uuid not null,
        kind text not null,
        at timestamptz(3) not null default now(),
        by uuid,
        version int,
        changes jsonb,
        detail jsonb,
        primary key (record_id, id)
      );
      create function platform.history_is_kept() returns trigger language plpgsql as $$
        begin raise exception 'history is only added to' using errcode = '55000'; end $$;
      create trigger history_kept before update on platform.history
        for each row execute function platform.history_is_kept();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.history; drop function platform.history_is_kept');
  }
}
