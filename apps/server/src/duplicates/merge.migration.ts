import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that were merged into others, with what it takes to undo that. */
export class CreateMerge1763700013100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.record_merge (
        id uuid primary key default uuidv7(),
        app text not null,
        form text not null,
        survivor uuid not null,
        other uuid not null,
        by uuid,
        at timestamptz(3) not null default clock_timestamp(),
        undone_at timestamptz(3),
        undone_by uuid,
        undo json not null,
        check (survivor <> other)
      );
      create unique index record_merge_other on platform.record_merge (other) where undone_at is null;
      create index record_merge_survivor on platform.record_merge (survivor) where undone_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.record_merge');
  }
}
