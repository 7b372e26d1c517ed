import type { FlowState, LeftStep, Step } from '@fieldwork/flow-engine';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

/** A record's way through a flow. */
export interface Instance {
  id: string;
  app: string;
  flow: string;
  flowVersion: number;
  form: string;
  recordId: string;
  status: FlowState['status'];
  state: FlowState;
  /** Rises with every advance; a writer names the one it has read. */
  version: number;
  isAutomatic: boolean;
  startedBy: string | null;
  startedAt: string;
}
export type StoredStep = Step & { input: Record<string, unknown> | null };

const columns = `id, app, flow, flow_version as "flowVersion", form, record_id as "recordId", status, state, version,
  is_automatic as "isAutomatic", started_by as "startedBy", started_at as "startedAt"`;

@Injectable()
export class InstanceStore {
  constructor(readonly database: Database) {}

  /** false: the record has had this automatic flow already, or is in it now. */
  async insert(on: Queryable, instance: Omit<Instance, 'version' | 'startedAt'>): Promise<boolean> {
    const { rowCount } = await on.query(
      `insert into platform.flow_instance
         (id, app, flow, flow_version, form, record_id, status, state, is_automatic, started_by, ended_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $7 <> 'running' then clock_timestamp() end)
       on conflict do nothing`,
      [
        instance.id,
        instance.app,
        instance.flow,
        instance.flowVersion,
        instance.form,
        instance.recordId,
        instance.status,
        JSON.stringify(instance.state),
        instance.isAutomatic,
        instance.startedBy,
      ],
      'flow_instance_insert',
    );
    return rowCount === 1;
  }

  /** Takes the instance for this transaction: whoever else wants to advance it waits. */
  async lock(on: Queryable, id: string): Promise<Instance | null> {
    const { rows } = await on.query<Instance>(
      `select ${columns} from platform.flow_instance where id = $1 for update`,
      [id],
      'flow_instance_lock',
    );
    return rows[0] ?? null;
  }

  async runningOf(on: Queryable, app: string, form: string, recordId: string): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select id from platform.flow_instance
       where record_id = $1 and app = $2 and form = $3 and status = 'running' order by id`,
      [recordId, app, form],
    );
    return rows.map(({ id }) => id);
  }

  /** How many records are in a flow. */
  async countRunning(app: string, flow: string): Promise<number> {
    const { rows } = await this.database.query<{ count: string }>(
      `select count(*) from platform.flow_instance where app = $1 and flow = $2 and status = 'running'`,
      [app, flow],
    );
    return Number(rows[0]?.count);
  }

  /** false: somebody has advanced it since it was read. */
  async save(on: Queryable, { id, version }: Instance, state: FlowState): Promise<boolean> {
    const { rowCount } = await on.query(
      `update platform.flow_instance set state = $3, status = $4, version = version + 1,
         ended_at = case when $4 <> 'running' then clock_timestamp() end
       where id = $1 and version = $2`,
      [id, version, JSON.stringify(state), state.status],
      'flow_instance_save',
    );
    return rowCount === 1;
  }

  /** The number of a step is given once per instance: a step cannot be written twice. */
  async enter(on: Queryable, instance: string, steps: readonly Step[]): Promise<void> {
    await on.query(
      `insert into platform.flow_step (instance_id, seq, node, type, entered_at, left_at, by, action, reason, output)
       select $1, s.seq, s.node, s.type, s."enteredAt", s."leftAt", s.by, s.action, s.reason, s.output
       from jsonb_to_recordset($2::jsonb) as s (seq int, node text, type text, "enteredAt" timestamptz,
         "leftAt" timestamptz, by uuid, action text, reason text, output jsonb)`,
      [instance, JSON.stringify(steps)],
      'flow_step_enter',
    );
  }

  async leave(
    on: Queryable,
    instance: string,
    step: LeftStep,
    input: Record<string, unknown> | null,
  ): Promise<void> {
    await on.query(
      `update platform.flow_step set left_at = $3, by = $4, action = $5, reason = $6, input = $7,
         output = nullif(coalesce(output, '{}') || coalesce($8::jsonb, '{}'), '{}')
       where instance_id = $1 and seq = $2`,
      [
        instance,
        step.seq,
        step.leftAt,
        step.by,
        step.action,
        step.reason,
        input === null ? null : JSON.stringify(input),
        step.output === null ? null : JSON.stringify(step.output),
      ],
      'flow_step_leave',
    );
  }

  /** Adds a remark to the step that a task belongs to. */
  async remark(on: Queryable, instance: string, node: string, remark: object): Promise<void> {
    await on.query(
      `update platform.flow_step set output = coalesce(output, '{}') || $3::jsonb
       where instance_id = $1 and node = $2 and left_at is null`,
      [instance, node, JSON.stringify(remark)],
    );
  }

  /** A record's instances, newest first, each with its steps. */
  async ofRecord(
    app: string,
    form: string,
    recordId: string,
  ): Promise<(Instance & { steps: StoredStep[] })[]> {
    const { rows } = await this.database.query<Instance>(
      `select ${columns} from platform.flow_instance
       where record_id = $1 and app = $2 and form = $3 order by id desc limit 20`,
      [recordId, app, form],
    );
    const steps = await this.database.query<StoredStep & { instance: string }>(
      `select instance_id as instance, seq, node, type, entered_at as "enteredAt", left_at as "leftAt", by, action,
              reason, input, output
       from platform.flow_step where instance_id = any ($1::uuid[]) order by seq`,
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) => ({ ...row, steps: steps.rows.filter(({ instance }) => instance === row.id) }));
  }
}
