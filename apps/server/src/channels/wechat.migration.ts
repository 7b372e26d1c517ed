import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What followers of official accounts sent. */
export class CreateWechatMessage1763700023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.wechat_message (
        messenger_id uuid not null references platform.messenger on delete cascade,
        message_id text not null,
        openid text not null,
        record_id uuid,
        at timestamptz not null default now(),
        primary key (messenger_id, message_id)
      );
      create index wechat_message_follower on platform.wechat_message (messenger_id, openid, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.wechat_message');
  }
}
