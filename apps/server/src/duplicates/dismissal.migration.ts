import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pairs of which a person has said that they are not the same; notices can be found by their record. */
export class CreateDismissal1763700018500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.duplicate_dismissal (
        app text not null,
        form text not null,
        first uuid not null,
        second uuid not null,
        by uuid,
        at timestamptz(3) not null default clock_timestamp(),
        primary key (app, form, first, second),
        check (first < second)
      );
      create index duplicate_dismissal_second on platform.duplicate_dismissal (second);
      create index notification_record on platform.notification (record_id) where record_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index platform.notification_record; drop table platform.duplicate_dismissal');
  }
}
