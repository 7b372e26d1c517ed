import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes that were asked for, and who has signed in by one; of codes and tokens only hashes. */
export class CreatePortalSignIn1763700025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.portal_code (
        app text not null,
        page text not null,
        address bytea not null,
        code bytea not null,
        tries int not null default 0,
        expires_at timestamptz(3) not null,
        primary key (app, page, address)
      );
      create table platform.portal_session (
        token bytea primary key,
        app text not null,
        page text not null,
        way text not null,
        address text not null,
        expires_at timestamptz(3) not null
      );
      create index portal_session_expires on platform.portal_session (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.portal_session, platform.portal_code');
  }
}
