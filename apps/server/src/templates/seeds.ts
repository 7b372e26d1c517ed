import type { Form } from '@fieldwork/metadata';
import { type AppDocuments } from '@fieldwork/metadata';
import type { Seeds } from './seed-files.js';
import { inOrderOfReference } from './seed-form-order.js';
import { type PreparedRecord, prepareRecord, SeedNumbers } from './seed-record.js';
import type { SeedWorld } from './seed-world.js';

export interface PreparedForm {
  form: Form;
  records: PreparedRecord[];
  counters: SeedNumbers['counters'];
}

/** Makes the records of the demo, form by form, each form after those it refers to. */
export function* prepareSeeds(
  documents: AppDocuments,
  seeds: Seeds,
  world: SeedWorld,
): Generator<PreparedForm> {
  for (const form of inOrderOfReference(documents, seeds)) {
    const numbers = new SeedNumbers();
    const records = (seeds.records.get(form.id) ?? []).map((seed) =>
      prepareRecord(documents, form, seed, numbers, world),
    );
    if (records.length > 0) yield { form, records, counters: numbers.counters };
  }
}
