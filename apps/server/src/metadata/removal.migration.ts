import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents that were taken away: their versions stay, and their id can be used again. */
export class AddRemoval1763700034000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.document add column removed_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from platform.document where removed_at is not null;
      alter table platform.document drop column removed_at`);
  }
}
