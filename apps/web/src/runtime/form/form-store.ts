import {
  applyChange,
  type FieldState,
  type FormContext,
  type FormState,
  openForm,
  type Values,
} from '@fieldwork/form-engine';
import type { Form, Issue } from '@fieldwork/metadata';

/** What one field shows at this moment. The object stays the same as long as nothing of it changes. */
export interface FieldLook {
  state: FieldState;
  /** The value as rules see it: computed, rounded; of a sub-table with its computed cells. */
  settled: unknown;
  /** What the server said about the value that still stands. */
  refused: readonly Issue[];
}

/**
 * The form engine as a store: a change settles the whole form at once, and only the fields that look different
 * afterwards are drawn again.
 */
export class FormStore {
  #state: FormState;
  #looks = new Map<string, { look: FieldLook; print: string }>();
  #refused: ReadonlyMap<string, readonly Issue[]> = new Map();
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly form: Form,
    readonly base: Values | null,
    given: Values,
    readonly context: FormContext,
  ) {
    this.#state = openForm(form, base, given, context);
    this.#look();
  }

  get state(): FormState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(field: string, value: unknown): void {
    this.#state = applyChange(this.form, this.#state, { field, value }, this.context);
    if (this.#refused.has(field)) {
      const rest = new Map(this.#refused);
      rest.delete(field);
      this.#refused = rest;
    }
    this.#update();
  }

  /** Shows what the server did not accept at the fields it names. */
  refuse(issues: readonly Issue[]): void {
    const byField = new Map<string, Issue[]>();
    for (const issue of issues) {
      const field = String(issue.path[0] ?? '');
      byField.set(field, [...(byField.get(field) ?? []), issue]);
    }
    this.#refused = byField;
    this.#update();
  }

  lookOf(field: string): FieldLook | undefined {
    return this.#looks.get(field)?.look;
  }

  isVisible(fields: readonly string[]): boolean {
    return fields.some((field) => this.#looks.get(field)?.look.state.visible);
  }

  hasIssues(fields: readonly string[]): boolean {
    return fields.some((field) => {
      const look = this.#looks.get(field)?.look;
      if (!look?.state.visible) return false;
      const { state, refused } = look;
      const rows = (state.rows ?? []).flatMap((row) => Object.values(row));
      return refused.length + state.issues.length > 0 || rows.some(({ issues }) => issues.length > 0);
    });
  }

  #update(): void {
    this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): void {
    for (const { id, compute, fields } of this.form.fields) {
      const state = this.#state.fields[id];
      if (!state) continue;
      // Of typed fields the input knows the value itself.
      const settled = compute === undefined && !fields ? undefined : this.#state.settled[id];
      const look: FieldLook = { state, settled, refused: this.#refused.get(id) ?? [] };
      const print = JSON.stringify(look);
      if (this.#looks.get(id)?.print !== print) this.#looks.set(id, { look, print });
    }
  }
}
