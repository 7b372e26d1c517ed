import type { Flow, TaskNode } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { MatchingPeople } from '../matching/matching-people.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { type TaskRow, TaskStore } from './task.store.js';

type Claim = NonNullable<TaskNode['claim']>;

/** What a flow asks of those who take tasks themselves: to suit the record, and to leave some for the others. */
@Injectable()
export class ClaimLimits {
  constructor(
    private readonly registry: AppRegistry,
    private readonly matching: MatchingPeople,
    private readonly tasks: TaskStore,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
  ) {}

  /** @throws Problem 409 in words where the caller may not take this task now */
  async demand(on: Queryable, caller: Caller, task: TaskRow): Promise<void> {
    const claim = await this.#claimOf(task);
    if (!claim) return;
    await this.#demandFairness(on, caller, task, claim);
    if (claim.matching !== undefined)
      await this.matching.demandFit(on, {
        app: task.app,
        matching: claim.matching,
        recordId: task.recordId,
        user: caller.userId,
      });
  }

  /**
   * Whoever finishes a task that is to be taken takes it with that. Asked before the record is written, so that all who
   * take wait for one another in the same order; `take` follows.
   */
  async isToTake(on: Queryable, caller: Caller, task: TaskRow): Promise<boolean> {
    if (task.claimedBy || !(await this.#claimOf(task))) return false;
    await this.demand(on, caller, task);
    return true;
  }

  async take(tx: Transaction, caller: Caller, task: TaskRow): Promise<void> {
    await this.tasks.claim(tx, task.id, caller.userId);
    await this.follow(tx, caller, task, true);
  }

  /** Those of the tasks that wait for somebody to take them, and that the caller suits. */
  async open(on: Queryable, caller: Caller, tasks: readonly TaskRow[]): Promise<TaskRow[]> {
    const open = new Set<TaskRow>();
    const asked = new Map<string, TaskRow[]>();
    for (const task of tasks) {
      const claim = task.claimedBy ? null : await this.#claimOf(task);
      if (claim?.matching === undefined) {
        if (claim) open.add(task);
        continue;
      }
      const key = `${task.app} ${claim.matching}`;
      asked.set(key, [...(asked.get(key) ?? []), task]);
    }
    for (const [key, own] of asked) {
      const [app = '', matching = ''] = key.split(' ');
      const ids = own.map(({ recordId }) => recordId);
      const fits = await this.matching.fitting(on, { app, matching, user: caller.userId }, ids);
      for (const task of own) if (fits.has(task.recordId)) open.add(task);
    }
    return tasks.filter((task) => open.has(task));
  }

  /** Who takes the task stands in the record too, and no longer when he gives it back. */
  async follow(tx: Transaction, caller: Caller, task: TaskRow, isTaken: boolean): Promise<void> {
    const claim = await this.#claimOf(task);
    if (!claim?.writes || claim.matching === undefined) return;
    const at = { app: task.app, matching: claim.matching, recordId: task.recordId, user: caller.userId };
    const matching = (await this.registry.find(task.app))?.documents.matchings.get(claim.matching);
    if (matching?.field === undefined) return;
    const source = { kind: 'flow', id: task.flow } as const;
    const { write, form } = await this.gate.openAsPlatform(task.app, task.form, caller.userId, source);
    const fit = isTaken ? await this.matching.demandFit(tx, at) : null;
    const isReference = form.fields.find(({ id }) => id === matching.field)?.form !== undefined;
    const value = fit === null ? null : isReference ? fit.candidate : caller.userId;
    await this.records.update(write, task.recordId, { [matching.field]: value }, {}, tx);
  }

  async #claimOf(task: TaskRow): Promise<Claim | null> {
    const flow = await this.registry.version<Flow>(task.app, 'flow', task.flow, task.flowVersion);
    const node = flow?.nodes.find(({ id }) => id === task.node);
    return (node?.type === 'task' ? node.claim : undefined) ?? null;
  }

  async #demandFairness(
    on: Queryable,
    caller: Caller,
    task: TaskRow,
    { most, minutesBetween }: Claim,
  ): Promise<void> {
    if (most === undefined && minutesBetween === undefined) return;
    const { open, minutesAgo } = await this.tasks.claimsOf(on, caller.userId, task);
    if (most !== undefined && open >= most)
      throw conflict(
        sentence(
          `您手上已有 ${open} 个，办完后再领取（最多 ${most} 个）`,
          `You have ${open} in hand already; finish some before you take more (at most ${most})`,
        ),
      );
    if (minutesBetween === undefined || minutesAgo === null || minutesAgo >= minutesBetween) return;
    const wait = Math.ceil(minutesBetween - minutesAgo);
    throw conflict(
      sentence(`刚刚领取过，请 ${wait} 分钟后再领取`, `You have just taken one; please wait ${wait} minutes`),
    );
  }
}
