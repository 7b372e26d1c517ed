import { evaluateCondition, type WorkingTime } from '@fieldwork/expression';
import {
  type Action,
  type Assignments,
  type Effect,
  type ExpressionJson,
  effectOf,
  factScope,
  withWritten,
} from '@fieldwork/metadata';
import type { FlowContext, FlowEffect } from './state.js';

/**
 * One advance under way: gathers the effects, and carries the record along, so that what one node writes the next
 * one sees.
 */
export class Run {
  readonly effects: FlowEffect[] = [];
  #facts: FlowContext;

  constructor(context: FlowContext) {
    this.#facts = context;
  }

  get now(): string {
    return this.#facts.context.now;
  }

  newId(): string {
    return this.#facts.newId();
  }

  holds(condition: ExpressionJson): boolean {
    return evaluateCondition(condition as never, factScope(this.#facts));
  }

  /** Adds what the action comes to; null where nothing does. */
  perform(action: Action): Effect | null {
    const effect = effectOf(action, this.#facts);
    if (effect) this.effects.push(effect);
    return effect;
  }

  /** Writes fields of the record; answers their values. */
  set(set: Assignments): Record<string, unknown> {
    return this.#written({ type: 'set', set });
  }

  /** Writes what a decision table gives; answers the values. */
  decide(action: Omit<Extract<Action, { type: 'decide' }>, 'type'>): Record<string, unknown> {
    return this.#written({ type: 'decide', ...action });
  }

  #written(action: Action): Record<string, unknown> {
    const effect = this.perform(action);
    const values = effect?.type === 'set' ? effect.values : {};
    this.#facts = withWritten(this.#facts, values);
    return values;
  }

  /** Working time by a calendar of the app; undefined where it has none of this name. */
  calendar(id: string): WorkingTime | undefined {
    return this.#facts.context.calendars?.find(id);
  }

  effect(effect: FlowEffect): void {
    this.effects.push(effect);
  }
}
