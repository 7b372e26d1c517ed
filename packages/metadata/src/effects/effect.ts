import type { Context, Scope } from '@fieldwork/expression';
import type { DecisionTable } from '../documents/decision-table.js';
import type { Action, People } from '../documents/effects.js';
import type { Figure } from '../documents/figures.js';
import type { Form } from '../documents/form.js';
import type { ExpressionJson } from '../expression-schema.js';
import { idOf } from '../field-types/relations.js';
import type { Text } from '../text.js';
import { assignedValues } from './assigned-values.js';
import { createdValues } from './created-values.js';
import { decidedValues } from './decided-values.js';
import { effectTypes } from './effect-types.js';
import { fillMessage } from './message.js';
import { formOfTarget } from './update-target.js';

/** A wish to change the world, all values computed: what flows and rules hand to the platform. */
export type Effect =
  | { type: 'set'; values: Record<string, unknown> }
  | {
      type: 'create';
      form: string;
      values: Record<string, unknown>;
      /** More records of the same form, made at once. */
      also?: Record<string, unknown>[];
    }
  | {
      type: 'post';
      form: string;
      values: Record<string, unknown>;
      /** More movements in the same ledger, for more rows. */
      also?: Record<string, unknown>[];
      short: Record<string, unknown> | null;
      /** Takes what is left where the account has too little. */
      partly?: true;
    }
  | { type: 'reverse'; form: string; filter: ExpressionJson; values: Record<string, unknown> }
  | {
      type: 'update';
      target: { reference: string } | { form: string; filter: ExpressionJson };
      values: Record<string, unknown>;
    }
  | { type: 'notify'; to: readonly People[]; title: Text; body?: Text }
  | { type: 'message'; channel: string }
  | { type: 'start_flow'; flow: string }
  | { type: 'do_task'; flow: string; node: string; action: string; reason: Text | null };

/** The record at hand; `values` carry what the expressions look up through references. */
export interface Facts {
  form: Form;
  forms: ReadonlyMap<string, Form>;
  values: Readonly<Record<string, unknown>>;
  old?: Readonly<Record<string, unknown>>;
  context: Context;
  /** The decision tables that actions may run. */
  tables?: ReadonlyMap<string, DecisionTable> | undefined;
  /** Declared by the flow or rule; their values are in `values.figure`. */
  figures?: readonly Figure[] | undefined;
  /** Brings the record to rest after a write, so that computed fields follow what was set. */
  settle?: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** The facts once these values are written. */
export function withWritten<F extends Facts>(facts: F, written: Readonly<Record<string, unknown>>): F {
  const values = { ...facts.values, ...written };
  const settled = facts.settle?.(values);
  return { ...facts, values: settled ? withLookedUp(settled, facts.values) : values };
}

/** A computed reference that still leads to the same record keeps what was looked up there. */
function withLookedUp(
  settled: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept = Object.entries(before).filter(([key, value]) => {
    const id = typeof value === 'object' ? idOf(value) : null;
    return id !== null && idOf(settled[key]) === id;
  });
  return { ...settled, ...Object.fromEntries(kept) };
}

/** What expressions over the record see. */
export function factScope({ form, forms, values, old, context, figures }: Facts): Scope {
  return { types: effectTypes(form, forms, figures), values, old: old ?? values, context };
}

type Maker<T extends Action['type']> = (
  action: Extract<Action, { type: T }>,
  facts: Facts,
) => Extract<Effect, { type: T extends 'decide' ? 'set' : T }> | null;

const makers: { [T in Action['type']]: Maker<T> } = {
  set: ({ set }, facts) => ({
    type: 'set',
    values: assignedValues(set, facts.form, facts.forms, factScope(facts)),
  }),
  create(action, facts) {
    const target = facts.forms.get(action.form);
    if (!target) return null;
    const [values, ...also] = createdValues(action, target, facts, factScope(facts));
    if (!values) return null;
    return { type: 'create', form: action.form, values, ...(also.length === 0 ? {} : { also }) };
  },
  post({ form, set, each, when, short, partly }, facts) {
    const target = facts.forms.get(form);
    if (!target) return null;
    const rows = { set, ...(each === undefined ? {} : { each }), ...(when === undefined ? {} : { when }) };
    const [values, ...also] = createdValues(rows, target, facts, factScope(facts));
    if (!values) return null;
    const instead = short ? assignedValues(short, facts.form, facts.forms, factScope(facts)) : null;
    return {
      type: 'post',
      form,
      values,
      ...(also.length === 0 ? {} : { also }),
      short: instead,
      ...(partly ? { partly } : {}),
    };
  },
  reverse({ form, filter, set }, facts) {
    const target = facts.forms.get(form);
    if (!target) return null;
    return {
      type: 'reverse',
      form,
      filter,
      values: assignedValues(set ?? [], target, facts.forms, factScope(facts)),
    };
  },
  update({ target, set }, facts) {
    const form = facts.forms.get(formOfTarget(target, facts.form) ?? '');
    if (!form) return null;
    return { type: 'update', target, values: assignedValues(set, form, facts.forms, factScope(facts)) };
  },
  notify({ to, title, body }, facts) {
    const scope = { ...facts, timeZone: facts.context.timeZone };
    const words = { title: fillMessage(title, scope) };
    return {
      type: 'notify',
      to,
      ...words,
      ...(body === undefined ? {} : { body: fillMessage(body, scope) }),
    };
  },
  message: ({ channel }) => ({ type: 'message', channel }),
  start_flow: ({ flow }) => ({ type: 'start_flow', flow }),
  do_task: ({ flow, node, action, reason }, facts) => ({
    type: 'do_task',
    flow,
    node,
    action,
    reason: reason === undefined ? null : fillMessage(reason, { ...facts, timeZone: facts.context.timeZone }),
  }),
  decide: (action, facts) => ({ type: 'set', values: decidedValues(action, facts) }),
};

/** What an action comes to for this record; null where its form no longer exists. */
export function effectOf(action: Action, facts: Facts): Effect | null {
  return (makers[action.type] as Maker<Action['type']>)(action, facts);
}
