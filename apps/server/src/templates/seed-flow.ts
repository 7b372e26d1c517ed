import {
  advance,
  type FlowEffect,
  type FlowState,
  type Outcome,
  type Step,
  startFlow,
} from '@fieldwork/flow-engine';
import type { AppDocuments, Flow, Form } from '@fieldwork/metadata';
import { uuidv7At } from '../platform/uuid.js';
import type { SeedStep } from './seed-files.js';
import { contextAt, type SeedWorld } from './seed-world.js';

type OpenTask = Extract<FlowEffect, { type: 'open_task' }>;

export interface PlayedTask {
  id: string;
  node: string;
  status: 'open' | 'done';
  assignees: string[];
  roles: string[];
  createdAt: number;
  dueAt: string | null;
  completedAt: number | null;
  completedBy: string | null;
  action: string | null;
  reason: string | null;
}
/** What one step changed, for the timeline. */
export interface PlayedMove {
  at: number;
  by: string | null;
  version: number;
  changes: Record<string, [unknown, unknown]>;
  /** null: the flow began. */
  task: PlayedTask | null;
  to: PlayedTask[];
  isOver: boolean;
}
export interface FlowStory {
  instance: string;
  flow: Flow;
  state: FlowState;
  steps: (Step & { input: unknown })[];
  tasks: PlayedTask[];
  moves: PlayedMove[];
  values: Record<string, unknown>;
  version: number;
  endedAt: number;
}
interface Beginning {
  id: string;
  madeAt: number;
  by: string | null;
  values: Record<string, unknown>;
}

/** Plays the recorded steps of a record through the flow of its form, each at the moment it happened. */
export function playFlow(
  documents: AppDocuments,
  form: Form,
  beginning: Beginning,
  steps: readonly SeedStep[],
  world: SeedWorld,
): FlowStory {
  const flow = [...documents.flows.values()].find(
    (one) => one.form === form.id && one.trigger.on === 'created',
  );
  if (!flow) throw new Error(`The demo data has steps for ${form.id}, which has no flow`);
  const play = new FlowPlay(documents, form, flow, beginning, world);
  for (const step of steps) play.take(step);
  return play.story;
}

/** What is told was checked when it happened; the figures of that day are not at hand any more. */
function withoutChecks(flow: Flow): Flow {
  const nodes = flow.nodes.map((node) =>
    node.type === 'task'
      ? { ...node, actions: node.actions.map(({ validate: _checked, ...action }) => action) }
      : node,
  );
  return { ...flow, nodes };
}

class FlowPlay {
  readonly story: FlowStory;
  #ids = 0;

  constructor(
    private readonly documents: AppDocuments,
    private readonly form: Form,
    private readonly flow: Flow,
    private readonly beginning: Beginning,
    private readonly world: SeedWorld,
  ) {
    const { madeAt, by, values } = beginning;
    const state: FlowState = { status: 'running', seq: 0, tokens: [] };
    const rest = { steps: [], tasks: [], moves: [], version: 1, endedAt: madeAt };
    this.story = { instance: uuidv7At(madeAt), flow, state, values: { ...values }, ...rest };
    this.#perform(startFlow(flow, this.#facts(madeAt, by)), madeAt, by, null, {});
  }

  /** A person does the task that is open: with his values, as the recorded step says. */
  take(step: SeedStep): void {
    const at = this.world.clock.instant(step.at);
    const by = this.world.user(step.by);
    const task = this.story.tasks.find(({ status }) => status === 'open');
    if (step.ifThere && task?.node !== step.node) return;
    if (task?.node !== step.node)
      throw new Error(
        `The demo data does ${step.node} where ${this.flow.id} waits in ${task?.node ?? 'no task'}`,
      );
    const written = this.world.resolve(step.values ?? {}) as Record<string, unknown>;
    const before = this.story.values;
    this.story.values = { ...before, ...written };
    const event = {
      type: 'task_completed',
      task: task.id,
      action: step.action,
      by,
      reason: step.reason,
    } as const;
    const outcome = advance(withoutChecks(this.flow), this.story.state, event, this.#facts(at, by));
    this.#perform(outcome, at, by, { task, step }, before);
  }

  #perform(
    outcome: Outcome,
    at: number,
    by: string | null,
    done: { task: PlayedTask; step: SeedStep } | null,
    before: Readonly<Record<string, unknown>>,
  ): void {
    if ('issues' in outcome)
      throw new Error(`The demo data: ${outcome.issues.map(({ message }) => message.en).join('; ')}`);
    const { story } = this;
    story.state = outcome.state;
    story.endedAt = at;
    for (const left of outcome.left) {
      const step = story.steps.find(({ seq }) => seq === left.seq);
      if (step) Object.assign(step, { ...left, input: done?.step.values ?? null });
    }
    story.steps.push(...outcome.entered.map((step) => ({ ...step, input: null })));
    if (done) {
      const { action, reason = null } = done.step;
      Object.assign(done.task, { status: 'done', completedAt: at, completedBy: by, action, reason });
    }
    const opened: PlayedTask[] = [];
    for (const effect of outcome.effects) {
      if (effect.type === 'set') story.values = { ...story.values, ...effect.values };
      if (effect.type === 'open_task') opened.push(this.#open(effect, at));
    }
    story.tasks.push(...opened);
    const base = done ? before : story.values;
    const changes = changesOf(base, story.values);
    if (Object.keys(changes).length > 0) story.version += 1;
    const isOver = outcome.state.status !== 'running';
    story.moves.push({
      at,
      by,
      version: story.version,
      changes,
      task: done?.task ?? null,
      to: opened,
      isOver,
    });
  }

  #open({ task, node, assignee, dueAt }: OpenTask, at: number): PlayedTask {
    const roles = assignee.flatMap((one) => (one.by === 'role' ? [one.role] : []));
    const assignees = assignee.flatMap((one) => {
      const found = one.by === 'field' ? this.world.valueAt(this.form, this.story.values, one.field) : null;
      return typeof found === 'string' ? [found] : [];
    });
    const open = {
      status: 'open',
      completedAt: null,
      completedBy: null,
      action: null,
      reason: null,
    } as const;
    return { id: task, node, roles, assignees, createdAt: at, dueAt, ...open };
  }

  #facts(at: number, by: string | null) {
    const { id } = this.beginning;
    const values = { ...this.world.withLookups(this.form, this.story.values), id };
    const newId = () => uuidv7At(at + this.#ids++);
    return {
      form: this.form,
      forms: this.documents.forms,
      tables: this.documents.decision_tables,
      values,
      context: contextAt(this.documents, at, by),
      newId,
    };
  }
}

function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [id, now] of Object.entries(after)) {
    const old = before[id] ?? null;
    if (JSON.stringify(old) !== JSON.stringify(now ?? null)) changes[id] = [old, now ?? null];
  }
  return changes;
}
