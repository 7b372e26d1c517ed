import type { RecordReference } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface NewTask {
  id: string;
  instanceId: string;
  app: string;
  form: string;
  recordId: string;
  flow: string;
  node: string;
  assignees: readonly string[];
  /** `app/role`, so that the roles of all apps can be compared at once. */
  roleKeys: readonly string[];
  isFallback: boolean;
  dueAt: string | null;
}

/** A task as one person sees it. */
export interface TaskRow {
  id: string;
  instanceId: string;
  app: string;
  form: string;
  recordId: string;
  flow: string;
  flowVersion: number;
  node: string;
  status: 'open' | 'done' | 'cancelled';
  people: RecordReference[];
  claimedBy: RecordReference | null;
  completedBy: RecordReference | null;
  action: string | null;
  reason: string | null;
  createdAt: string;
  dueAt: string | null;
  completedAt: string | null;
  /** Whether the person is one of those it was given to. */
  isAssigned: boolean;
}

export interface OpenTaskRow {
  id: string;
  instanceId: string;
  flow: string;
  flowVersion: number;
  node: string;
  assignees: string[];
  startedBy: string | null;
}

/** An open task, without whose it is. */
export type StandingTask = Omit<OpenTaskRow, 'assignees' | 'startedBy'>;

export interface TaskSearch {
  status: TaskRow['status'];
  mine: boolean;
  app: string | null;
  form: string | null;
  record: string | null;
  limit: number;
  offset: number;
}

const myRoles = `array(select m.app || '/' || m.role from platform.app_member m where m.user_id = $1)`;
const isAssigned = `(t.assignees @> array[$1]::uuid[] or t.role_keys && ${myRoles})`;
const isMine = `(t.claimed_by = $1 or t.claimed_by is null and ${isAssigned})`;
const person = (column: string) =>
  `(select json_build_object('id', u.id, 'title', u.name) from platform.user u where u.id = ${column})`;
const selection = `select t.id, t.instance_id as "instanceId", t.app, t.form, t.record_id as "recordId", t.flow,
    i.flow_version as "flowVersion", t.node, t.status, t.action, t.reason, t.created_at as "createdAt",
    t.due_at as "dueAt", t.completed_at as "completedAt", ${isAssigned} as "isAssigned",
    ${person('t.claimed_by')} as "claimedBy", ${person('t.completed_by')} as "completedBy",
    (select coalesce(json_agg(json_build_object('id', u.id, 'title', u.name) order by u.name), '[]')
     from platform.user u where u.status = 'active' and (u.id = any (t.assignees) or exists (
       select from platform.app_member m
       where m.user_id = u.id and m.app = t.app and m.app || '/' || m.role = any (t.role_keys)))) as people
  from platform.task t join platform.flow_instance i on i.id = t.instance_id`;

@Injectable()
export class TaskStore {
  constructor(readonly database: Database) {}

  async open(on: Queryable, task: NewTask): Promise<void> {
    await on.query(
      `insert into platform.task
         (id, instance_id, app, form, record_id, flow, node, assignees, role_keys, is_fallback, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        task.id,
        task.instanceId,
        task.app,
        task.form,
        task.recordId,
        task.flow,
        task.node,
        task.assignees,
        task.roleKeys,
        task.isFallback,
        task.dueAt,
      ],
      'task_open',
    );
  }

  /** false: it was not open any more. */
  async close(
    on: Queryable,
    id: string,
    end: { status: 'done' | 'cancelled'; by: string | null; action: string | null; reason: string | null },
  ): Promise<boolean> {
    const { rowCount } = await on.query(
      `update platform.task set status = $2, completed_at = clock_timestamp(), completed_by = $3, action = $4,
         reason = $5
       where id = $1 and status = 'open'`,
      [id, end.status, end.by, end.action, end.reason],
      'task_close',
    );
    return rowCount === 1;
  }

  /** false: somebody else has it, or it is not open. Once more by the same person is fine. */
  async claim(on: Queryable, id: string, by: string): Promise<boolean> {
    const { rowCount } = await on.query(
      `update platform.task set claimed_by = $2, claimed_at = coalesce(claimed_at, clock_timestamp())
       where id = $1 and status = 'open' and (claimed_by is null or claimed_by = $2)`,
      [id, by],
    );
    return rowCount === 1;
  }

  /** The oldest open task of a record at a node that this person may do. */
  async openAt(
    on: Queryable,
    user: string,
    { app, form, recordId, flow, node }: Pick<TaskRow, 'app' | 'form' | 'recordId' | 'flow' | 'node'>,
  ): Promise<string | null> {
    const { rows } = await on.query<{ id: string }>(
      `select t.id from platform.task t where t.app = $2 and t.form = $3 and t.record_id = $4 and t.flow = $5
         and t.node = $6 and t.status = 'open' and ${isMine} order by t.created_at, t.id limit 1`,
      [user, app, form, recordId, flow, node],
    );
    return rows[0]?.id ?? null;
  }

  /** The open tasks of a record, for this transaction alone. */
  async openOf(on: Queryable, app: string, form: string, record: string): Promise<OpenTaskRow[]> {
    const { rows } = await on.query<OpenTaskRow>(
      `select t.id, t.instance_id as "instanceId", t.flow, i.flow_version as "flowVersion", t.node, t.assignees, i.started_by as "startedBy"
       from platform.task t join platform.flow_instance i on i.id = t.instance_id
       where t.app = $1 and t.form = $2 and t.record_id = $3 and t.status = 'open' for update of t`,
      [app, form, record],
    );
    return rows;
  }

  /** The open tasks of a record, the oldest first. */
  async standing(on: Queryable, app: string, form: string, record: string): Promise<StandingTask[]> {
    const { rows } = await on.query<StandingTask>(
      `select t.id, t.instance_id as "instanceId", t.flow, i.flow_version as "flowVersion", t.node
       from platform.task t join platform.flow_instance i on i.id = t.instance_id
       where t.app = $1 and t.form = $2 and t.record_id = $3 and t.status = 'open'
       order by t.created_at, t.id`,
      [app, form, record],
      'task_standing',
    );
    return rows;
  }

  /** Who has the open tasks of a record, or may take them. */
  async peopleOf(on: Queryable, app: string, form: string, record: string): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select distinct u.id from platform.task t join platform.user u on u.status = 'active'
         and (u.id = any (t.assignees) or u.id = t.claimed_by or exists (
           select from platform.app_member m
           where m.user_id = u.id and m.app = t.app and m.app || '/' || m.role = any (t.role_keys)))
       where t.app = $1 and t.form = $2 and t.record_id = $3 and t.status = 'open'`,
      [app, form, record],
    );
    return rows.map(({ id }) => id);
  }

  /** Others have the task now, and none of them has taken it yet. */
  async reassign(on: Queryable, id: string, assignees: readonly string[]): Promise<boolean> {
    const { rowCount } = await on.query(
      `update platform.task set assignees = $2, claimed_by = null, claimed_at = null, is_fallback = false
       where id = $1 and status = 'open'`,
      [id, assignees],
    );
    return rowCount === 1;
  }

  /**
   * How many tasks of this node a person has taken and not done, and how long ago he took the last. What he takes at
   * the same moment waits until this transaction ends, so that the count is exact.
   */
  async claimsOf(
    on: Queryable,
    user: string,
    { app, flow, node }: Pick<TaskRow, 'app' | 'flow' | 'node'>,
  ): Promise<{ open: number; minutesAgo: number | null }> {
    await lockByName(on, 'claims', user);
    const { rows } = await on.query<{ open: number; minutesAgo: number | null }>(
      `select count(*) filter (where status = 'open')::int as open,
         (extract(epoch from clock_timestamp() - max(claimed_at)) / 60)::float8 as "minutesAgo"
       from platform.task where claimed_by = $1 and app = $2 and flow = $3 and node = $4`,
      [user, app, flow, node],
    );
    return rows[0] ?? { open: 0, minutesAgo: null };
  }

  async release(on: Queryable, id: string): Promise<boolean> {
    const { rowCount } = await on.query(
      `update platform.task set claimed_by = null, claimed_at = null where id = $1 and status = 'open'`,
      [id],
    );
    return rowCount === 1;
  }

  async find(on: Queryable, id: string, user: string): Promise<TaskRow | null> {
    const { rows } = await on.query<TaskRow>(`${selection} where t.id = $2`, [user, id], 'task_find');
    return rows[0] ?? null;
  }

  /** Open ones by their time limit, then the oldest first; others the newest first. */
  async list(user: string, search: TaskSearch): Promise<{ rows: TaskRow[]; total: number }> {
    const mine = search.status === 'open' ? isMine : 't.completed_by = $1';
    const where = `t.status = $2 and ($3::text is null or t.app = $3) and ($4::text is null or t.form = $4)
      and ($5::uuid is null or t.record_id = $5) and ${search.mine ? mine : 'true'}`;
    const order = search.status === 'open' ? 't.due_at nulls last, t.created_at' : 't.completed_at desc';
    const filter = [user, search.status, search.app, search.form, search.record];
    const { rows } = await this.database.query<TaskRow>(
      `${selection} where ${where} order by ${order}, t.id limit $6 offset $7`,
      [...filter, search.limit, search.offset],
    );
    const counted = await this.database.query<{ total: string }>(
      `select count(*) as total from platform.task t where ${where} and $1::uuid is not null`,
      filter,
    );
    return { rows, total: Number(counted.rows[0]?.total ?? 0) };
  }

  async countOpen(user: string): Promise<{ open: number; overdue: number }> {
    const { rows } = await this.database.query<{ open: string; overdue: string }>(
      `select count(*) as open, count(*) filter (where t.due_at < now()) as overdue
       from platform.task t where t.status = 'open' and ${isMine}`,
      [user],
      'task_count',
    );
    return { open: Number(rows[0]?.open ?? 0), overdue: Number(rows[0]?.overdue ?? 0) };
  }

  /** Names of users, in the order of the ids. */
  async names(on: Queryable, ids: readonly string[]): Promise<RecordReference[]> {
    const { rows } = await on.query<{ id: string; title: string }>(
      `select u.id, u.name as title from unnest($1::uuid[]) with ordinality as asked (id, n)
       join platform.user u on u.id = asked.id order by asked.n`,
      [ids],
    );
    return rows;
  }
}
