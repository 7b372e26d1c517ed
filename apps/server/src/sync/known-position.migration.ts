import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where somebody was the last few times that a device of his said so. */
export class CreateKnownPosition1763700031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.known_position (
        user_id uuid not null references platform.user on delete cascade,
        at timestamptz(3) not null,
        longitude float8 not null,
        latitude float8 not null,
        accuracy float8 not null,
        primary key (user_id, at)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.known_position');
  }
}
