import type { Flow } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, forbidden, invalid, notFound, sentence } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { FlowRunner } from './flow-runner.js';
import { InstanceStore } from './instance.store.js';

/** Instances, begun and ended by people. */
@Injectable()
export class FlowService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly runner: FlowRunner,
    private readonly instances: InstanceStore,
    private readonly repeats: Repeats,
  ) {}

  /**
   * Begins a flow for a record that the caller may change, or may read where the flow names his role. The same idempotency key
   * answers the same instance.
   */
  async start(
    caller: Caller,
    appId: string,
    flowId: string,
    recordId: string,
    repeatable?: Repeatable,
  ): Promise<{ id: string }> {
    const target = `${appId}/flow/${flowId}`;
    const { opened, flow } = await this.#open(caller, appId, flowId);
    if (!mayBegin(caller, flow, opened)) throw forbidden();
    const work = async (tx: Transaction): Promise<string> => {
      const write = flow.trigger.roles ? { ...opened.write, narrowing: {} } : opened.write;
      if ((await this.records.demand(write, recordId, 'update', tx)).deleted_at !== null) throw notFound();
      const running = await this.instances.runningOf(tx, appId, opened.form.id, recordId);
      for (const one of running)
        if ((await this.instances.lock(tx, one))?.flow === flowId)
          throw conflict(sentence('该记录的流程正在进行', 'This flow is running for the record already'));
      const start = { flow, recordId, by: caller.userId, depth: 0, isAutomatic: false };
      const id = await this.runner.start(tx, opened, start);
      if (id === null)
        throw invalid([], sentence('该记录不满足流程的条件', 'The flow is not meant for this record'));
      const answer = JSON.stringify({ id });
      await this.repeats.remember(tx, target, repeatable, 200, answer);
      return answer;
    };
    const { database } = this.instances;
    return JSON.parse(await this.repeats.once(target, repeatable, () => database.transaction(work)));
  }

  /** Ends an instance before its time. */
  async terminate(
    caller: Caller,
    appId: string,
    id: string,
    reason: string | undefined,
  ): Promise<{ id: string; status: string }> {
    return this.instances.database.transaction(async (tx) => {
      const instance = await this.instances.lock(tx, id);
      if (!instance || instance.app !== appId) throw notFound();
      const opened = await this.gate.open(caller, appId, instance.form);
      const flow = await this.runner.pinned(appId, instance.flow, instance.flowVersion);
      const by = caller.userId;
      const event = { type: 'terminated', by, reason } as const;
      const { state } = await this.runner.advance(tx, { instance, flow, opened, by, depth: 0 }, event, null);
      return { id, status: state.status };
    });
  }

  /** Ends what runs for a record that was deleted. */
  async terminateOf(tx: Transaction, opened: Opened, recordId: string, by: string | null): Promise<void> {
    for (const id of await this.instances.runningOf(tx, opened.app.id, opened.form.id, recordId)) {
      const instance = await this.instances.lock(tx, id);
      if (instance?.status !== 'running') continue;
      const flow = await this.runner.pinned(instance.app, instance.flow, instance.flowVersion);
      const event = { type: 'terminated', by, reason: '记录已删除 / record deleted' } as const;
      await this.runner.advance(tx, { instance, flow, opened, by, depth: 0 }, event, null);
    }
  }

  async #open(caller: Caller, app: string, flowId: string): Promise<{ opened: Opened; flow: Flow }> {
    if (!canSeeApp(caller, app)) throw notFound();
    const flow = (await this.registry.app(app)).documents.flows.get(flowId);
    if (!flow) throw notFound();
    return { flow, opened: await this.gate.open(caller, app, flow.form) };
  }
}

function mayBegin(caller: Caller, { trigger }: Flow, { app }: Opened): boolean {
  if (!trigger.roles || caller.isBuilder) return true;
  return rolesOf(caller, app.id, app.documents).some(({ id }) => trigger.roles?.includes(id));
}
