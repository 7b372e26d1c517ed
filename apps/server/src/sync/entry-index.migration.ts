import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A wish is known by its id whichever phone of its owner sends it. */
export class IndexSyncEntries1763700027000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index sync_entry_by_wish on platform.sync_entry (id, app);
      drop index platform.sync_entry_by_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index sync_entry_by_id on platform.sync_entry (device, app, id);
      drop index platform.sync_entry_by_wish`);
  }
}
