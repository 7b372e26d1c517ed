import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say about records, and who wants to hear of them. */
export class CreateComment1763700016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.comment (
        id uuid primary key,
        app text not null,
        form text not null,
        record_id uuid not null,
        author uuid,
        author_name text,
        audience text not null check (audience in ('internal', 'customer')),
        body text not null,
        mentions uuid[] not null default '{}',
        files uuid[] not null default '{}',
        origin jsonb,
        created_at timestamptz(3) not null default clock_timestamp(),
        edited_at timestamptz(3),
        deleted_at timestamptz(3)
      );
      create index comment_by_record on platform.comment (record_id, id desc);
      create table platform.follower (
        app text not null,
        form text not null,
        record_id uuid not null,
        user_id uuid not null references platform.user on delete cascade,
        is_following boolean not null,
        primary key (record_id, user_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.follower; drop table platform.comment');
  }
}
