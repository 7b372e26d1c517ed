import type { Context } from '@fieldwork/expression';
import { acceptForm, type Narrowing } from '@fieldwork/form-engine';
import type { AppDocuments, Form } from '@fieldwork/metadata';
import { uuidv7At } from '../platform/uuid.js';
import { isRunningNumber, numberParts, numberText } from '../records/auto-number.js';
import { withRowIds } from '../records/record-values.js';
import type { SeedRecord } from './seed-files.js';
import { type FlowStory, playFlow } from './seed-flow.js';
import { contextAt, type SeedWorld } from './seed-world.js';

/** A record ready to be stored, with its way through a flow where it has one. */
export interface PreparedRecord {
  id: string;
  madeAt: number;
  changedAt: number;
  version: number;
  by: string | null;
  values: Record<string, unknown>;
  created: Record<string, unknown>;
  story: FlowStory | null;
}

/** Counts auto numbers as the records are made: prefix and period come from the moment of each. */
export class SeedNumbers {
  readonly #counts = new Map<string, { field: string; period: string; value: number }>();

  next(form: Form, context: Context): Record<string, string> {
    const numbers = form.fields.filter(isRunningNumber);
    return Object.fromEntries(
      numbers.map((field) => {
        const { prefix, period } = numberParts(field, context);
        const key = `${field.id} ${period}`;
        const count = this.#counts.get(key) ?? { field: field.id, period, value: 0 };
        count.value += 1;
        this.#counts.set(key, count);
        return [field.id, numberText(field, prefix, count.value)];
      }),
    );
  }

  get counters(): readonly { field: string; period: string; value: number }[] {
    return [...this.#counts.values()];
  }
}

/** Makes a record of the demo with the product's own engines: the form computes and checks it, the flow moves it on. */
export function prepareRecord(
  documents: AppDocuments,
  form: Form,
  seed: SeedRecord,
  numbers: SeedNumbers,
  world: SeedWorld,
): PreparedRecord {
  const madeAt = world.clock.instant(seed.at);
  const id = uuidv7At(madeAt);
  const by = seed.by === undefined ? null : world.user(seed.by);
  const context = contextAt(documents, madeAt, by);
  const given = world.resolve(seed.values) as Record<string, unknown>;
  const created = settled(documents, form, world, given, context, seed.isAutomatic ? byFlow : {});
  const number = numbers.next(form, context);
  const start = { id, madeAt, by, values: { ...created, ...number } };
  const story = seed.steps ? playFlow(documents, form, start, seed.steps, world) : null;
  const values = story
    ? settled(documents, form, world, story.values, contextAt(documents, story.endedAt, by), byFlow)
    : created;
  for (const field of form.fields)
    if (field.id in values) values[field.id] = withRowIds(field, values[field.id]);
  world.add(form.id, seed.id, { id, values: { ...values, ...number } });
  return {
    id,
    madeAt,
    changedAt: story?.endedAt ?? madeAt,
    version: story?.version ?? 1,
    by,
    values: { ...values, ...number },
    created: { ...created, ...number },
    story,
  };
}

/** What a flow has written is no longer judged by what a person may write. */
const byFlow: Narrowing = { isAutomatic: true };

/** @throws Error that says which record the form does not accept, and why */
function settled(
  documents: AppDocuments,
  form: Form,
  world: SeedWorld,
  values: Readonly<Record<string, unknown>>,
  context: Context,
  narrowing: Narrowing = {},
): Record<string, unknown> {
  const { accepted, issues } = acceptForm(form, null, world.withLookups(form, values), {
    forms: documents.forms,
    context,
    narrowing,
  });
  if (accepted) return { ...accepted };
  const reasons = issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join('; ');
  throw new Error(`The demo data has a record of ${form.id} that is not accepted (${reasons})`);
}
