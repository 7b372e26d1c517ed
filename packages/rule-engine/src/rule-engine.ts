import { evaluate, evaluateCondition, type Scope, variables } from '@fieldwork/expression';
import { type Effect, effectOf, type Facts, factScope, type Rule, withWritten } from '@fieldwork/metadata';

/** What happened to a record. `changes`: field → [before, after]. */
export interface RecordEvent {
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  changes: Readonly<Record<string, unknown>> | null;
}

const wants: { [On in Rule['trigger']['on']]: (rule: Rule, event: RecordEvent) => boolean } = {
  created: (_, event) => event.kind === 'created',
  changed: ({ trigger }, { kind, changes }) => {
    if (kind !== 'updated' || trigger.on !== 'changed') return false;
    const changed = Object.keys(changes ?? {});
    return trigger.fields.length === 0
      ? changed.length > 0
      : changed.some((id) => trigger.fields.includes(id));
  },
  deleted: (_, event) => event.kind === 'deleted',
  time: () => false,
  schedule: () => false,
};

/** Whether the rule is to be run for this event; its condition is looked at by `runRule`. */
export function matches(rule: Rule, event: RecordEvent): boolean {
  return rule.enabled !== false && wants[rule.trigger.on](rule, event);
}

export interface RuleOutcome {
  fired: boolean;
  /** To be performed in this order. */
  effects: Effect[];
  /** The values that the condition saw, by path. */
  seen: Record<string, unknown>;
}

/** Looks at the condition and computes the actions; what one action sets, the next one sees. */
export function runRule(rule: Rule, facts: Facts): RuleOutcome {
  const seen = seenBy(rule, facts);
  const scope = factScope(facts);
  if (rule.condition !== undefined && !evaluateCondition(rule.condition as never, scope))
    return { fired: false, effects: [], seen };
  const effects: Effect[] = [];
  let known = facts;
  for (const action of rule.actions) {
    const effect = effectOf(action, known);
    if (!effect) continue;
    effects.push(effect);
    if (effect.type === 'set') known = withWritten(known, effect.values);
  }
  return { fired: true, effects, seen };
}

function seenBy(rule: Rule, facts: Facts): Record<string, unknown> {
  const paths = rule.condition === undefined ? [] : variables(rule.condition as never);
  const all = rule.trigger.on === 'time' ? [rule.trigger.field, ...paths] : paths;
  const scope = factScope(facts);
  const known = [...new Set(all)].filter((path) => Object.hasOwn(scope.types, path));
  return Object.fromEntries(known.map((path) => [path, evaluate({ var: path }, scope)]));
}

/** When a time rule looks at this record: an instant, null when its field is empty. A day begins in the app's zone. */
export function timerOf(rule: Rule, facts: Facts): string | null {
  if (rule.enabled === false || rule.trigger.on !== 'time') return null;
  const { field, after } = rule.trigger;
  const scope = factScope(facts);
  if (!Object.hasOwn(scope.types, field)) return null;
  if (after.calendar !== undefined) return workingMoment(field, after, scope);
  const moment = { dateAdd: [{ datetime: [{ var: field }] }, after.amount, after.unit] };
  const at = evaluate(moment, scope);
  return typeof at === 'string' ? at : null;
}

type After = Extract<Rule['trigger'], { on: 'time' }>['after'];
const lengthsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** The same in working time; null beyond the years that calendars know, and where the calendar is gone. */
function workingMoment(field: string, { amount, unit, calendar = '' }: After, scope: Scope): string | null {
  const from = evaluate({ datetime: [{ var: field }] }, scope);
  if (typeof from !== 'string') return null;
  const at = scope.context.calendars?.find(calendar)?.add(Date.parse(from), amount * lengthsMs[unit]);
  return at === undefined || at === null ? null : new Date(at).toISOString();
}
