import type { PulledTask, RecordData, TaskData } from '@fieldwork/api-contract';
import { advance, type FlowContext, openActions, taskNodeOf } from '@fieldwork/flow-engine';
import { openForm } from '@fieldwork/form-engine';
import { type Flow, type Form, idOf, type People, type TaskNode } from '@fieldwork/metadata';
import type { Engines } from './engines.js';
import { type Entry, isShown, recordOf } from './entry.js';

/** Records by form and id. */
export type Records = ReadonlyMap<string, ReadonlyMap<string, RecordData>>;

/** A task that is there once what waits is applied; one that came to be here has no id at the server yet. */
export interface LocalTask extends PulledTask {
  isLocal: boolean;
}

export interface View {
  records: Records;
  tasks: readonly LocalTask[];
}

/** What the phone shows: what the server said last, and on top of it every wish that waits, by the same engines. */
export function viewOf(
  base: Records,
  tasks: readonly PulledTask[],
  queue: readonly Entry[],
  engines: Engines,
  before?: View,
): View {
  const preview = new Preview(base, tasks, engines);
  for (const entry of queue) if (isShown(entry)) preview.apply(entry);
  return preview.view(before);
}

class Preview {
  readonly #changed = new Map<string, Map<string, RecordData>>();
  #tasks: LocalTask[];

  constructor(
    private readonly base: Records,
    tasks: readonly PulledTask[],
    private readonly engines: Engines,
  ) {
    this.#tasks = tasks.map((task) => ({ ...task, isLocal: false }));
  }

  /** Records that are as they were `before` stay the same objects: a form that is open on one is not begun anew. */
  view(before?: View): View {
    const records = new Map(this.base);
    for (const [form, changed] of this.#changed) {
      const known = before?.records.get(form);
      const same = [...changed].map(([id, record]): [string, RecordData] => {
        const had = known?.get(id);
        return [id, had && JSON.stringify(had) === JSON.stringify(record) ? had : record];
      });
      records.set(form, new Map([...(this.base.get(form) ?? []), ...same]));
    }
    return { records, tasks: this.#tasks.map((task) => this.#withActions(task)) };
  }

  apply({ wish, shown = {}, at, seq }: Entry): void {
    const form = this.engines.forms.get(wish.form);
    if (!form) return;
    const id = recordOf(wish);
    if (wish.name === 'record.create') this.#put(form, this.#begun(id, at), shown);
    const record = this.#record(form.id, id);
    if (!record || wish.name === 'record.create' || wish.name === 'comment.add') return;
    this.#put(form, record, shown);
    if (wish.name === 'task.act') this.#act(form, id, wish, at, seq);
  }

  #act(
    form: Form,
    id: string,
    wish: Extract<Entry['wish'], { name: 'task.act' }>,
    at: string,
    seq: number,
  ): void {
    const task = this.#tasks.find((one) =>
      wish.task === undefined
        ? one.record.id === id && one.node === wish.node && one.flow === wish.flow
        : one.id === wish.task,
    );
    const flow = task && this.engines.flowOf(task);
    const record = this.#record(form.id, id);
    if (!task || !record) return;
    this.#tasks = this.#tasks.filter((one) => one !== task);
    if (!flow) return;
    const token = { id: 'token', node: task.node, seq: 0, task: task.id };
    let made = 0;
    const context = {
      ...this.#facts(form, record, at),
      newId: () => `${seq}.${++made}`,
    };
    const by = this.engines.user;
    const outcome = advance(
      flow,
      { status: 'running', seq: 0, tokens: [token] },
      { type: 'task_completed', task: task.id, action: wish.action, by, reason: wish.reason },
      context,
    );
    if ('issues' in outcome) return;
    for (const effect of outcome.effects) {
      if (effect.type === 'set') this.#put(form, this.#record(form.id, id) ?? record, effect.values);
      if (effect.type === 'open_task')
        this.#open(task, flow, effect, this.#record(form.id, id) ?? record, at);
    }
  }

  #open(
    from: LocalTask,
    flow: Flow,
    effect: { task: string; node: string; assignee: readonly People[]; dueAt: string | null },
    record: RecordData,
    at: string,
  ): void {
    const node = taskNodeOf(flow, effect);
    if (!node || !this.#isMine(effect.assignee, record)) return;
    this.#tasks = [...this.#tasks, localTask(from, node, effect, at)];
  }

  #isMine(people: readonly People[], record: RecordData): boolean {
    return people.some((person) => {
      if (person.by !== 'field') return false;
      const [first = '', second] = person.field.split('.');
      const value = record[first];
      const found = second === undefined ? value : (value as Record<string, unknown> | null)?.[second];
      return idOf(found) === this.engines.user;
    });
  }

  #withActions(task: LocalTask): LocalTask {
    const form = this.engines.forms.get(task.form);
    const flow = this.engines.flowOf(task);
    const record = this.#record(task.form, task.record.id);
    const node = flow && taskNodeOf(flow, task);
    if (!form || !record || !node) return task;
    const open = openActions(node, this.#facts(form, record, this.engines.now()));
    return { ...task, actions: open.map(actionOf) };
  }

  #facts(form: Form, values: RecordData, now: string): Omit<FlowContext, 'newId'> {
    const { forms, tables } = this.engines;
    return {
      form,
      forms,
      tables,
      values,
      context: this.engines.context(now),
      settle: (all) => this.#settled(form, all as RecordData),
    };
  }

  #begun(id: string, at: string): RecordData {
    const me = { id: this.engines.user, title: null };
    return {
      id,
      version: 0,
      created_at: at,
      updated_at: at,
      created_by: me,
      updated_by: me,
      owner: me,
      department: null,
    };
  }

  #record(form: string, id: string): RecordData | undefined {
    return this.#changed.get(form)?.get(id) ?? this.base.get(form)?.get(id);
  }

  #put(form: Form, record: RecordData, values: Readonly<Record<string, unknown>>): void {
    const own = this.#changed.get(form.id) ?? new Map<string, RecordData>();
    const kept = keepTitles(record, values);
    own.set(record.id, this.#settled(form, { ...record, ...kept }));
    this.#changed.set(form.id, own);
  }

  /** With its computed fields as they follow; where a reference is computed from another its title is kept. */
  #settled(form: Form, record: RecordData): RecordData {
    const { forms } = this.engines;
    const { settled } = openForm(form, record, {}, { forms, context: this.engines.context() });
    const computed = form.fields.filter(({ compute }) => compute !== undefined);
    const values = Object.fromEntries(computed.map(({ id }) => [id, settled[id] ?? null]));
    return { ...record, ...keepTitles(record, values) };
  }
}

/** A reference that leads to the same record keeps its title and what was looked up. */
function keepTitles(record: RecordData, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const before = record[key];
      const isSame = typeof value === 'string' && typeof before === 'object' && idOf(before) === value;
      return [key, isSame ? before : value];
    }),
  );
}

function actionOf({ id, label, kind, reason }: TaskNode['actions'][number]): TaskData['actions'][number] {
  return { id, label, kind, reason: reason ?? 'none' };
}

function localTask(
  from: LocalTask,
  node: TaskNode,
  effect: { task: string; dueAt: string | null },
  at: string,
): LocalTask {
  const { help: _help, ...rest } = from;
  return {
    ...rest,
    id: effect.task,
    isLocal: true,
    node: node.id,
    label: node.label,
    ...(node.help === undefined ? {} : { help: node.help }),
    status: 'open',
    createdAt: at,
    dueAt: effect.dueAt,
    editable: [...(node.editable ?? [])],
    required: [...(node.required ?? [])],
    hidden: [...(node.hidden ?? [])],
    actions: node.actions.map(actionOf),
    mine: true,
  };
}
