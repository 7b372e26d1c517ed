import type { Action, Form, Text } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import type { Ground } from '../conditions/expression-field.js';

export type ActionOf<T extends Action['type']> = Extract<Action, { type: T }>;

/** What a new action may begin with: the ids of what there is. */
export interface EffectSeed {
  forms: readonly string[];
  flows: readonly string[];
  tables: readonly string[];
  title: Text;
}

export interface EffectSettingsProps<A> {
  effect: A;
  /** The form whose record is at hand. */
  form: Form;
  ground: Ground;
  onChange: (effect: A) => void;
}

/** An action of flows and rules in the designer: how it begins and how it is set. */
export interface EffectKind<T extends Action['type']> {
  begin: (seed: EffectSeed) => ActionOf<T>;
  Settings: ComponentType<EffectSettingsProps<ActionOf<T>>>;
}
