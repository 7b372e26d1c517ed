import type { Context } from '@fieldwork/expression';
import {
  type Advance,
  advance,
  type FlowState,
  type Outcome,
  startFlow,
  taskNodeOf,
} from '@fieldwork/flow-engine';
import type { Narrowing } from '@fieldwork/form-engine';
import {
  type AppDocuments,
  calendarsOf,
  type Effect,
  type Flow,
  type Form,
  formTypes,
  idOf,
  type People,
  type TaskNode,
} from '@fieldwork/metadata';
import { canWriteField, compilePolicy, mayOnRow } from '@fieldwork/policy';
import { matches, runRule, timerOf } from '@fieldwork/rule-engine';
import { uuidv7 } from '../../platform/uuid.js';
import { mayClaim } from './memory-claims.js';
import { type Change, type Kept, MemoryRecords, type Written } from './memory-records.js';
import {
  type Refusal,
  resolved,
  rolesOf,
  type Scenario,
  type Stage,
  type Step,
  type Values,
} from './scenario.js';

interface Instance {
  flow: Flow;
  state: FlowState;
  record: Kept;
  /** Who can do the task that is open. */
  people: readonly string[];
  /** Who of them has taken it. */
  claimedBy?: string | undefined;
}
interface Timer {
  rule: string;
  record: Kept;
  moment: string;
}

/** Plays scenarios through the engines alone: no server, no database, a clock of its own. */
export class MemoryStage implements Stage {
  readonly #records: MemoryRecords;
  readonly #names = new Map<string, string>();
  readonly #people: ReadonlyMap<string, string>;
  readonly #instances: Instance[] = [];
  readonly #timers = new Map<string, Timer>();
  readonly #notices: { to: string; words: string }[] = [];
  #now: number;

  constructor(
    private readonly documents: AppDocuments,
    private readonly scenario: Scenario,
  ) {
    this.#records = new MemoryRecords(documents);
    this.#people = new Map(Object.keys(scenario.people).map((name) => [name, uuidv7()]));
    this.#now = Date.parse(scenario.now);
  }

  resolve(value: unknown): unknown {
    return resolved(value, this.#names, this.#people);
  }

  async give(named: string, form: string, values: Values): Promise<void> {
    const refused = this.#follow(this.#records.create(form, values, this.#context(null), {}), named);
    if (refused) throw new Error(`${named}: ${refused.join()}`);
  }

  async create(as: string, form: string, named: string, values: Values): Promise<Refusal[] | null> {
    const narrowing = this.#narrowingOf(as, form, 'create', values);
    return this.#follow(this.#records.create(form, values, this.#context(as), narrowing), named);
  }

  async change(as: string, record: string, values: Values): Promise<Refusal[] | null> {
    const { id, form, values: base } = this.#named(record);
    const narrowing = this.#narrowingOf(as, form.id, 'update', base);
    return this.#follow(this.#records.update(id, values, this.#context(as), narrowing));
  }

  async act(
    as: string,
    { record, node, action, reason, values }: NonNullable<Step['act']>,
  ): Promise<Refusal[] | null> {
    const { instance, token, task } = this.#waiting(record, node);
    if (!instance.people.includes(as)) return ['person'];
    const kept = { ...instance.record, values: { ...instance.record.values } };
    const written = this.#fill(as, instance.record, task, action, values ?? {});
    if (written.change === null) return refusalsOf(written);
    const event = { type: 'task_completed', task: token, action, by: this.#id(as), reason } as const;
    const outcome = advance(instance.flow, instance.state, event, this.#flowFacts(instance.record, as));
    if ('issues' in outcome) {
      instance.record.values = kept.values;
      return outcome.issues.map(({ path }) => String(path[0]));
    }
    this.#happened(written.change);
    this.#perform(instance, outcome, as);
    return null;
  }

  async claim(as: string, { record, node }: NonNullable<Step['claim']>): Promise<Refusal[] | null> {
    const { instance, task } = this.#waiting(record, node);
    if (!instance.people.includes(as)) return ['person'];
    if (instance.claimedBy && instance.claimedBy !== as) return ['now'];
    const { claim } = task;
    const matching = this.documents.matchings.get(claim?.matching ?? '');
    if (matching) {
      const candidate = mayClaim(matching, this.#records, this.documents, {
        record: instance.record,
        user: this.#id(as),
        context: this.#context(as),
      });
      if (!candidate) return ['now'];
      if (claim?.writes && matching.field !== undefined)
        this.#must(
          this.#records.update(instance.record.id, { [matching.field]: candidate }, this.#context(as), {
            isAutomatic: true,
          }),
        );
    }
    instance.claimedBy = as;
    return null;
  }

  async advance(hours: number): Promise<void> {
    this.#now += hours * 3_600_000;
    for (const [key, { rule, record, moment }] of [...this.#timers]) {
      if (Date.parse(moment) > this.#now) continue;
      this.#timers.delete(key);
      this.#run(rule, record, record.values, record.values);
    }
  }

  async values(record: string): Promise<Values> {
    const { form, values } = this.#named(record);
    return Object.fromEntries(form.fields.map(({ id }) => [id, values[id] ?? null]));
  }

  async openTask(record: string): Promise<{ node: string | null; people: string[] }> {
    const { id } = this.#named(record);
    const instance = this.#instances.find((one) => one.record.id === id && one.state.status === 'running');
    return { node: instance?.state.tokens[0]?.node ?? null, people: [...(instance?.people ?? [])] };
  }

  async find(form: string, where: Values, named: string | undefined): Promise<Values[]> {
    const found = this.#records
      .of(form)
      .filter(({ values }) => Object.entries(where).every(([field, value]) => values[field] === value));
    if (named !== undefined && found[0]) this.#names.set(named, found[0].id);
    return found.map(({ values }) => values);
  }

  async notices(to: string): Promise<string[]> {
    return this.#notices.filter((notice) => notice.to === to).map(({ words }) => words);
  }

  #waiting(record: string, node: string): { instance: Instance; token: string; task: TaskNode } {
    const { id } = this.#named(record);
    const instance = this.#instances.find((one) => one.record.id === id && one.state.status === 'running');
    const token = instance?.state.tokens.find((one) => one.node === node);
    if (!instance || !token?.task) throw new Error(`${record} does not wait in ${node}`);
    return { instance, token: token.task, task: taskNodeOf(instance.flow, token) as TaskNode };
  }

  #fill(as: string, record: Kept, task: TaskNode, action: string, values: Values): Written {
    const isReturn = task.actions.find((one) => one.id === action)?.kind === 'return';
    const demanded = isReturn ? [] : (task.required ?? []);
    const open = Object.fromEntries(demanded.map((id) => [id, record.values[id] ?? null]));
    const narrowing = {
      editable: new Set(task.editable ?? []),
      required: new Set(demanded),
      hidden: new Set(task.hidden ?? []),
    };
    return this.#records.update(record.id, { ...open, ...values }, this.#context(as), narrowing);
  }

  #follow(written: Written, named?: string): Refusal[] | null {
    if (written.change === null) return refusalsOf(written);
    if (named !== undefined) this.#names.set(named, written.change.record.id);
    this.#happened(written.change);
    return null;
  }

  /** What the platform does of itself after a change: flows begin, rules run, timers are set. */
  #happened({ record, kind, changes, old }: Change): void {
    for (const rule of [...this.documents.rules.values()].filter((one) => one.form === record.form.id)) {
      if (matches(rule, { kind, changes }))
        this.#run(rule.id, record, record.values, { ...record.values, ...old });
      const moment = timerOf(rule, this.#records.facts(record, this.#context(null)));
      const key = `${rule.id}/${record.id}`;
      if (moment === null) this.#timers.delete(key);
      else if (kind === 'created' || (rule.trigger.on === 'time' && rule.trigger.field in changes))
        this.#timers.set(key, { rule: rule.id, record, moment });
    }
    if (kind === 'created')
      for (const flow of this.documents.flows.values())
        if (flow.form === record.form.id && flow.trigger.on === 'created') this.#start(flow, record);
  }

  #start(flow: Flow, record: Kept): void {
    const state: FlowState = { status: 'running', seq: 0, tokens: [] };
    const instance: Instance = { flow, record, state, people: [] };
    this.#instances.push(instance);
    this.#perform(instance, startFlow(flow, this.#flowFacts(record, null)), null);
  }

  #perform(instance: Instance, outcome: Outcome, as: string | null): void {
    if ('issues' in outcome) throw new Error(JSON.stringify(outcome.issues));
    const { state, effects }: Advance = outcome;
    instance.state = state;
    for (const effect of effects) {
      if (effect.type === 'open_task') {
        instance.people = this.#peopleOf(effect.assignee, instance.record);
        instance.claimedBy = undefined;
      } else if (effect.type === 'close_task') instance.people = [];
      else if (effect.type !== 'finish') this.#effect(effect, instance.record, as);
    }
  }

  #run(id: string, record: Kept, values: Values, old: Values): void {
    const rule = this.documents.rules.get(id);
    if (!rule) return;
    const { fired, effects } = runRule(rule, this.#records.facts(record, this.#context(null), values, old));
    if (fired) for (const effect of effects) this.#effect(effect, record, null);
  }

  #effect(effect: Effect, record: Kept, as: string | null): void {
    const automatic: Narrowing = { isAutomatic: true };
    const context = this.#context(as);
    if (effect.type === 'set') this.#must(this.#records.update(record.id, effect.values, context, automatic));
    if (effect.type === 'create')
      this.#must(this.#records.create(effect.form, effect.values, context, automatic));
    if (effect.type === 'update' && 'reference' in effect.target) {
      const id = idOf(record.values[effect.target.reference]);
      if (id !== null) this.#must(this.#records.update(id, effect.values, context, automatic));
    }
    if (effect.type === 'do_task') this.#doTask(effect, record);
    if (effect.type === 'notify')
      for (const to of this.#peopleOf(effect.to, record))
        this.#notices.push({ to, words: JSON.stringify([effect.title, effect.body]) });
  }

  /** Where the flow does not stand there, or does not allow it, nothing happens. */
  #doTask({ flow, node, action }: Extract<Effect, { type: 'do_task' }>, record: Kept): void {
    const instance = this.#instances.find(
      (one) => one.record.id === record.id && one.flow.id === flow && one.state.status === 'running',
    );
    const task = instance?.state.tokens.find((one) => one.node === node)?.task;
    if (!instance || !task) return;
    const event = { type: 'task_completed', task, action, by: null, reason: 'by a rule' } as const;
    const outcome = advance(instance.flow, instance.state, event, this.#flowFacts(instance.record, null));
    if (!('issues' in outcome)) this.#perform(instance, outcome, null);
  }

  #must(written: Written): void {
    const refused = this.#follow(written);
    if (refused) throw new Error(`An effect was refused: ${JSON.stringify(written.issues)}`);
  }

  #peopleOf(people: readonly People[], record: Kept): string[] {
    const looked = this.#records.lookedUp(record.form, record.values);
    return Object.keys(this.scenario.people).flatMap((name) => {
      const isMeant = people.some((one) =>
        one.by === 'role'
          ? rolesOf(this.scenario, name).includes(one.role)
          : one.by === 'field' && idAt(looked, one.field) === this.#id(name),
      );
      return isMeant ? [name] : [];
    });
  }

  #narrowingOf(as: string, formId: string, action: 'create' | 'update', values: Values): Narrowing {
    const roles = rolesOf(this.scenario, as).flatMap((id) => this.documents.roles.get(id) ?? []);
    const form = this.documents.forms.get(formId) as Form;
    const policy = compilePolicy(roles, formId);
    const facts = this.#records.facts({ id: uuidv7(), form, values }, this.#context(as));
    const types = formTypes(form, this.documents.forms);
    const scope = { types, values: facts.values, context: facts.context };
    if (!mayOnRow(policy, action, scope)) throw new Error(`${as} may not ${action} ${formId}`);
    const closed = form.fields.filter((field) => !canWriteField(policy, action, field.id, scope));
    return { readOnly: new Set(closed.map((field) => field.id)) };
  }

  #flowFacts(record: Kept, as: string | null) {
    return { ...this.#records.facts(record, this.#context(as)), newId: uuidv7 };
  }

  #context(as: string | null): Context {
    const roles = as === null ? [] : rolesOf(this.scenario, as);
    const user = { id: as === null ? null : this.#id(as), department: null, roles };
    const timeZone = this.documents.app.timeZone ?? 'UTC';
    const calendars = calendarsOf(this.documents, timeZone);
    return { now: new Date(this.#now).toISOString(), timeZone, user, calendars };
  }

  #id(name: string): string {
    return this.#people.get(name) as string;
  }

  #named(name: string): Kept {
    return this.#records.get(this.#names.get(name) ?? name);
  }
}

function refusalsOf({ issues }: Written): Refusal[] {
  return issues.map(({ path }) => String(path[0]));
}

function idAt(values: Values, path: string): string | null {
  const [head = '', member] = path.split('.');
  const value = values[head];
  return idOf(member === undefined ? value : (value as Values | null)?.[member]);
}
