import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The session in which a phone was last heard of: it ends when the phone is shut out. */
export class AddDeviceSession1763700029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.device
        add column session_id uuid references platform.session (id) on delete set null;
      create index device_by_session on platform.device (session_id) where session_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.device drop column session_id');
  }
}
