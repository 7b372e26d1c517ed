import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Choices made with a matching at hand, beside what it proposed. */
export class CreateMatchingChoice1763700011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.matching_choice (
        id uuid primary key default uuidv7(),
        app text not null,
        matching text not null,
        form text not null,
        record_id uuid not null,
        at timestamptz(3) not null default clock_timestamp(),
        by uuid references platform.user on delete set null,
        candidate uuid not null,
        best uuid,
        score numeric,
        best_score numeric,
        place int,
        failed jsonb not null default '[]',
        reason text,
        applied_at timestamptz(3)
      );
      create index matching_choice_by_matching on platform.matching_choice (app, matching, id desc);
      create index matching_choice_by_record on platform.matching_choice (record_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.matching_choice');
  }
}
