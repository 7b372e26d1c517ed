import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the link of one record to one public form was made anew; earlier ones are void. */
export class CreateRecordLink1763700018600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.record_link (
        app text not null,
        channel text not null,
        record_id uuid not null,
        generation int not null default 1,
        by uuid,
        at timestamptz(3) not null default clock_timestamp(),
        primary key (app, channel, record_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.record_link');
  }
}
