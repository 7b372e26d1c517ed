import type { Advance, FlowEffect } from '@fieldwork/flow-engine';
import { type Effect, localize, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { type ChangeSource, lateOf } from '../records/record-events.js';
import { RecordFacts } from '../records/record-facts.js';
import { EffectService } from '../rules/effect.service.js';
import type { FlowRun, Handover } from './flow-run.js';
import { InstanceStore } from './instance.store.js';
import { TaskStore } from './task.store.js';
import { TaskOpener } from './task-opener.js';

interface Story {
  to: Handover[];
  done: Extract<FlowEffect, { type: 'close_task' }>[];
  finished: 'completed' | 'terminated' | null;
}
type Performer<T extends FlowEffect['type']> = (
  tx: Transaction,
  effect: Extract<FlowEffect, { type: T }>,
  run: FlowRun,
  story: Story,
) => Promise<void>;

/** Performs what an advance comes to: trace, tasks, writes, and the lines of the record's timeline. */
@Injectable()
export class FlowPerformer {
  readonly #performers: { [T in FlowEffect['type']]: Performer<T> } = {
    open_task: async (tx, effect, run, story) => {
      story.to.push(await this.opener.open(tx, effect, run));
    },
    close_task: async (tx, effect, run, story) => {
      const task = await this.tasks.find(tx, effect.task, effect.by ?? run.instance.id);
      if (!(await this.tasks.close(tx, effect.task, effect)))
        throw conflict(sentence('任务已经办理', 'The task has been done already'));
      const people = [...(task?.people ?? []), ...(task?.claimedBy ? [task.claimedBy] : [])];
      this.opener.changed(tx, run, [...new Set(people.map(({ id }) => id))]);
      story.done.push(effect);
    },
    finish: async (_, { status }, __, story) => {
      story.finished = status;
    },
    set: async (tx, effect, run) => {
      await this.#effect(tx, effect, run);
      const { opened, instance, paths, flow } = run;
      const read = this.facts.read(
        tx,
        opened.write.platform,
        opened.form,
        instance.recordId,
        paths,
        flow.figures,
      );
      run.values = (await read) ?? run.values;
    },
    create: (tx, effect, run) => this.#effect(tx, effect, run),
    post: (tx, effect, run) => this.#effect(tx, effect, run),
    reverse: (tx, effect, run) => this.#effect(tx, effect, run),
    update: (tx, effect, run) => this.#effect(tx, effect, run),
    notify: (tx, effect, run) => this.#effect(tx, effect, run),
    message: (tx, effect, run) => this.#effect(tx, effect, run),
    start_flow: (tx, effect, run) => this.#effect(tx, effect, run),
    do_task: (tx, effect, run) => this.#effect(tx, effect, run),
  };

  constructor(
    private readonly effects: EffectService,
    private readonly facts: RecordFacts,
    private readonly instances: InstanceStore,
    private readonly tasks: TaskStore,
    private readonly opener: TaskOpener,
    private readonly history: HistoryService,
  ) {}

  /** `input`: what the person wrote with the task. The state is saved by the caller, in the same transaction. */
  async perform(
    tx: Transaction,
    run: FlowRun,
    advance: Advance,
    input: Record<string, unknown> | null,
  ): Promise<void> {
    for (const step of advance.left) await this.instances.leave(tx, run.instance.id, step, input);
    if (advance.entered.length > 0) await this.instances.enter(tx, run.instance.id, advance.entered);
    const story: Story = { to: [], done: [], finished: null };
    for (const effect of merged(advance.effects))
      await (this.#performers[effect.type] as Performer<FlowEffect['type']>)(tx, effect, run, story);
    await this.#tell(tx, run, story, advance.left.length === 0);
  }

  async #effect(tx: Transaction, effect: Effect, run: FlowRun): Promise<void> {
    const { app, form, recordId, startedBy } = run.instance;
    const late = lateOf(run.opened.write.source);
    const source: ChangeSource = { kind: 'flow', id: run.flow.id, depth: run.depth, ...late };
    const place = { app, form, recordId, by: run.by, initiator: startedBy, values: run.values, source };
    await this.effects.perform(tx, effect, place);
  }

  async #tell(tx: Transaction, run: FlowRun, story: Story, isStart: boolean): Promise<void> {
    const { flow } = run;
    const { app, form, recordId } = run.instance;
    const about = { app, form, recordId, by: run.by };
    const heading = { flow: flow.id, flowLabel: flow.label, instance: run.instance.id };
    for (const { unmatched } of story.to)
      for (const label of unmatched)
        await this.history.append(tx, { ...about, kind: 'notice', detail: { label: nobodyFits(label) } });
    const to = { to: story.to, assignees: story.to.flatMap(({ people }) => people) };
    if (isStart) {
      const detail = { ...heading, event: 'started', label: flow.label, ...to };
      await this.history.append(tx, { ...about, kind: 'flow', detail });
    }
    for (const done of story.done) {
      const detail = { ...heading, event: done.status, ...whatWasDone(run, done), ...to };
      await this.history.append(tx, { ...about, kind: 'task', detail });
    }
    if (story.finished) {
      const reason = story.done.at(-1)?.reason ?? null;
      const detail = { ...heading, event: story.finished, label: flow.label, reason };
      await this.history.append(tx, { ...about, kind: 'flow', detail });
    }
  }
}

function nobodyFits(matching: Text): Text {
  return {
    'zh-CN': `“${localize(matching, 'zh-CN')}”没有合适的人选，按下一条规则分派`,
    en: `found nobody by “${localize(matching, 'en')}”; the next rule applied`,
  };
}

function whatWasDone(run: FlowRun, done: Story['done'][number]): Record<string, unknown> {
  const node = run.flow.nodes.find((candidate) => candidate.id === done.node);
  const actions = node?.type === 'task' ? node.actions : [];
  const action = actions.find((candidate) => candidate.id === done.action);
  const label: Text | null = node?.label ?? null;
  return {
    node: node?.id ?? null,
    label,
    action: done.action,
    actionLabel: action?.label ?? null,
    actionKind: action?.kind ?? null,
    reason: done.reason,
  };
}

/** Writes that follow one another become one: one version of the record, one line in its history. */
function merged(effects: readonly FlowEffect[]): FlowEffect[] {
  const result: FlowEffect[] = [];
  for (const effect of effects) {
    const last = result.at(-1);
    if (effect.type === 'set' && last?.type === 'set')
      result[result.length - 1] = { type: 'set', values: { ...last.values, ...effect.values } };
    else result.push(effect);
  }
  return result;
}
