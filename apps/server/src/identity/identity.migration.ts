import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity1763700001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.department (
        id uuid primary key default uuidv7(),
        name text not null,
        parent_id uuid references platform.department,
        head_id uuid,
        position int not null default 0,
        created_at timestamptz not null default now(),
        check (parent_id <> id)
      );
      create index department_parent on platform.department (parent_id);

      create table platform.user (
        id uuid primary key default uuidv7(),
        login text not null,
        name text not null,
        email text,
        phone text,
        password_hash text,
        status text not null default 'active' check (status in ('active', 'disabled')),
        department_id uuid references platform.department,
        is_administrator boolean not null default false,
        is_builder boolean not null default false,
        locale text check (locale in ('zh-CN', 'en')),
        avatar_color text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        last_login_at timestamptz
      );
      create unique index user_login on platform.user (lower(login));
      create index user_by_department on platform.user (department_id);
      alter table platform.department
        add foreign key (head_id) references platform.user on delete set null;

      create table platform.session (
        token_hash bytea primary key,
        id uuid not null unique default uuidv7(),
        user_id uuid not null references platform.user on delete cascade,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        address text,
        agent text
      );
      create index session_by_user on platform.session (user_id);
      create index session_expiry on platform.session (expires_at);

      create table platform.api_key (
        id uuid primary key default uuidv7(),
        user_id uuid not null references platform.user on delete cascade,
        name text not null,
        prefix text not null,
        key_hash bytea not null unique,
        scopes text[] not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        last_used_at timestamptz
      );
      create index api_key_by_user on platform.api_key (user_id);

      create table platform.app_member (
        app text not null,
        user_id uuid not null references platform.user on delete cascade,
        role text not null,
        primary key (app, user_id, role)
      );
      create index app_member_by_user on platform.app_member (user_id);

      create table platform.setup (
        is_only boolean primary key default true check (is_only),
        token_hash bytea,
        completed_at timestamptz
      );
      insert into platform.setup default values;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.setup, platform.app_member, platform.api_key, platform.session;
      alter table platform.department drop column head_id;
      drop table platform.user, platform.department;
    `);
  }
}
