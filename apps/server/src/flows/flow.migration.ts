import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Instances of flows, their tasks, and the trace of every node they passed. */
export class CreateFlow1763700008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.flow_instance (
        id uuid primary key,
        app text not null,
        flow text not null,
        flow_version int not null,
        form text not null,
        record_id uuid not null,
        status text not null check (status in ('running', 'completed', 'terminated')),
        state jsonb not null,
        version int not null default 1,
        is_automatic boolean not null,
        started_by uuid,
        started_at timestamptz(3) not null default clock_timestamp(),
        ended_at timestamptz(3),
        check ((status = 'running') = (ended_at is null))
      );
      create index flow_instance_by_record on platform.flow_instance (record_id);
      create unique index flow_instance_created on platform.flow_instance (app, flow, record_id) where is_automatic;
      create unique index flow_instance_running on platform.flow_instance (app, flow, record_id)
        where status = 'running';

      create table platform.task (
        id uuid primary key,
        instance_id uuid not null references platform.flow_instance on delete cascade,
        app text not null,
        form text not null,
        record_id uuid not null,
        flow text not null,
        node text not null,
        status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
        assignees uuid[] not null,
        role_keys text[] not null,
        is_fallback boolean not null default false,
        claimed_by uuid,
        claimed_at timestamptz(3),
        created_at timestamptz(3) not null default clock_timestamp(),
        due_at timestamptz(3),
        completed_at timestamptz(3),
        completed_by uuid,
        action text,
        reason text,
        check ((status = 'open') = (completed_at is null))
      );
      create index task_by_instance on platform.task (instance_id);
      create index task_by_record on platform.task (record_id);
      create index task_assignees on platform.task using gin (assignees) where status = 'open';
      create index task_roles on platform.task using gin (role_keys) where status = 'open';
      create index task_claimed on platform.task (claimed_by) where status = 'open';
      create index task_completed on platform.task (completed_by, completed_at desc);

      create table platform.flow_step (
        instance_id uuid not null references platform.flow_instance on delete cascade,
        seq int not null,
        node text not null,
        type text not null,
        entered_at timestamptz(3) not null,
        left_at timestamptz(3),
        by uuid,
        action text,
        reason text,
        input jsonb,
        output jsonb,
        primary key (instance_id, seq)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.flow_step, platform.task, platform.flow_instance');
  }
}
