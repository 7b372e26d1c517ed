import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Telephone calls that ring or rang, for the cards on people's screens; the log is a record of the app. */
export class CreateCall1763700014100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.call (
        id uuid primary key,
        app text not null,
        channel text not null,
        call_id text,
        caller text not null,
        agent uuid not null references platform.user on delete cascade,
        state text not null check (state in ('ringing', 'accepted', 'missed')),
        form text not null,
        record_id uuid not null,
        at timestamptz not null default now()
      );
      create unique index call_once on platform.call (app, channel, call_id) where call_id is not null;
      create index call_ringing on platform.call (agent, at) where state = 'ringing';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.call');
  }
}
