import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a network or an address has asked for codes or tried them; of both only hashes. */
export class CreatePortalLimit1763700030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.portal_limit (
        key bytea primary key,
        count int not null,
        ends_at timestamptz(3) not null
      );
      create index portal_limit_ends on platform.portal_limit (ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.portal_limit');
  }
}
