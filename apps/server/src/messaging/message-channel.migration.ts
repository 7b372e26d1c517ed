import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which channel a message was said by, and when its record was told that it did not arrive. */
export class AddMessageChannel1763700032000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.message add channel text, add told_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.message drop channel, drop told_at');
  }
}
