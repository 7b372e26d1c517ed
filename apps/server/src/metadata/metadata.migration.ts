import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Apps and their documents: one draft each, and every version that was ever published. */
export class CreateMetadata1763700004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.app (
        id text primary key,
        revision bigint not null default 1,
        created_at timestamptz(3) not null default now(),
        created_by uuid references platform.user
      );

      create table platform.document (
        app text not null references platform.app on delete cascade,
        kind text not null,
        id text not null,
        draft jsonb not null,
        revision int not null default 1,
        published_version int,
        updated_at timestamptz(3) not null default now(),
        updated_by uuid references platform.user,
        primary key (app, kind, id)
      );

      create table platform.document_version (
        app text not null,
        kind text not null,
        id text not null,
        version int not null,
        document jsonb not null,
        note text,
        published_at timestamptz(3) not null default now(),
        published_by uuid references platform.user,
        primary key (app, kind, id, version),
        foreign key (app, kind, id) references platform.document on delete cascade
      );
      create function platform.refuse_change() returns trigger language plpgsql as $$
        begin raise exception 'this row is kept as it is' using errcode = '55000'; end $$;
      create trigger document_version_kept before update on platform.document_version
        for each row execute function platform.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.document_version, platform.document, platform.app;
      drop function platform.refuse_change;
    `);
  }
}
