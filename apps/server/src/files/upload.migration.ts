import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that are announced before they are here, and come in pieces. */
export class AddUpload1763700020100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.file add column pending_since timestamptz;
      create index file_pending on platform.file (created_by) where pending_since is not null;
      create index file_by_content on platform.file (created_by, sha256);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from platform.file where pending_since is not null;
      drop index platform.file_by_content; drop index platform.file_pending;
      alter table platform.file drop column pending_since`);
  }
}
