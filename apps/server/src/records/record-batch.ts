import type { Issue } from '@fieldwork/expression';
import type { Values } from '@fieldwork/form-engine';
import { type Field, fieldTypeOf } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { forbidden, invalid, Problem } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { isRunningNumber, numberParts, numberText } from './auto-number.js';
import { RecordStore } from './record.store.js';
import { RecordEvents } from './record-events.js';
import { explainWriteError } from './record-failures.js';
import { RecordIntake } from './record-intake.js';
import { stored } from './record-values.js';
import type { Write } from './write.js';
import { WriteParticipants } from './write-participants.js';

/** One record of a batch: written, or why not. */
export type BatchOutcome = { id: string } | Refused;
type Accepted = { id: string; values: Record<string, unknown> };
type Refused = { issues: readonly Issue[] };

/**
 * New records in crowds (imports, demo data): the same rules and rights as one by one, one statement for all of them.
 * No rule and no flow is told: a thousand old tickets are not a thousand new events. What only follows the records
 * (search, clocks) hears of them as one batch.
 */
@Injectable()
export class RecordBatch {
  constructor(
    private readonly store: RecordStore,
    private readonly intake: RecordIntake,
    private readonly events: RecordEvents,
    private readonly participants: WriteParticipants,
  ) {}

  /** Answers one outcome per record, in order. What is refused does not hold up the others. */
  async create(tx: Transaction, write: Write, records: readonly Values[]): Promise<BatchOutcome[]> {
    const policy = write.viewer.policy(write.form.id);
    if (policy && !may(policy, 'create')) throw forbidden();
    const known = new Map<string, string | null>();
    const outcomes: (Accepted | Refused)[] = [];
    for (const sent of records) outcomes.push(await this.#accept(tx, write, sent, known));
    const good = outcomes.flatMap((outcome, index) => ('values' in outcome ? [{ ...outcome, index }] : []));
    await this.#number(tx, write, good);
    const failures = await this.#insert(tx, write, good);
    const place = { app: write.viewer.app, form: write.form.id };
    const created = good.filter(({ index }) => !failures.has(index)).map(({ id }) => id);
    if (good.length > 0) await this.events.tellOfBatch(tx, { ...place, created });
    this.events.announce(tx, place, []);
    return outcomes.map((outcome, index) => {
      if ('issues' in outcome) return outcome;
      return failures.get(index) ?? { id: outcome.id };
    });
  }

  async #accept(
    tx: Transaction,
    write: Write,
    sent: Values,
    known: Map<string, string | null>,
  ): Promise<Accepted | Refused> {
    const id = uuidv7();
    const taken = await this.intake.accept(tx, write, id, sent, known);
    if ('issues' in taken) return taken;
    const given = write.form.fields
      .filter(isRunningNumber)
      .map((field) => [field.id, sent[field.id] ?? null]);
    return { id, values: { ...taken.values, ...Object.fromEntries(given) } };
  }

  /** Running numbers for those that came without one, a whole block at a time. */
  async #number(tx: Transaction, write: Write, good: { values: Record<string, unknown> }[]): Promise<void> {
    for (const field of write.form.fields.filter(isRunningNumber)) {
      const open = good.filter(({ values }) => values[field.id] === null);
      if (open.length === 0) continue;
      const { prefix, period } = numberParts(field, write.platform.context);
      const { app } = write.viewer;
      const last = await this.store.takeNumbers(tx, app, write.form.id, field.id, period, open.length);
      open.forEach(({ values }, index) => {
        const number = last - open.length + 1 + index;
        values[field.id] = numberText(field, prefix, number);
      });
    }
  }

  async #insert(
    tx: Transaction,
    write: Write,
    good: { id: string; values: Record<string, unknown>; index: number }[],
  ): Promise<Map<number, BatchOutcome>> {
    const failures = new Map<number, BatchOutcome>();
    if (good.length === 0) return failures;
    const fields = write.form.fields.filter((field) => fieldTypeOf(field).column(field) !== null);
    try {
      await tx.savepoint(() => this.#insertAll(tx, write, fields, good));
    } catch (error) {
      if (good.length === 1) {
        failures.set(good[0]?.index as number, { issues: issuesFrom(error, write) });
        return failures;
      }
      // Halves find the few bad ones among many without trying each alone.
      const middle = good.length >> 1;
      for (const half of [good.slice(0, middle), good.slice(middle)])
        for (const [index, outcome] of await this.#insert(tx, write, half)) failures.set(index, outcome);
    }
    return failures;
  }

  async #insertAll(
    tx: Transaction,
    write: Write,
    fields: readonly Field[],
    good: readonly { id: string; values: Record<string, unknown> }[],
  ): Promise<void> {
    const rows = good.map(({ id, values }) => {
      const row: Record<string, unknown> = { id };
      for (const field of fields) row[field.id] = asJson(field, values[field.id]);
      return row;
    });
    const written = good.map(({ id, values }, index) => {
      const amend = (more: Values) => {
        for (const field of fields)
          if (Object.hasOwn(more, field.id))
            (rows[index] as Record<string, unknown>)[field.id] = asJson(field, more[field.id]);
      };
      return { id, kind: 'created' as const, values, base: null, amend };
    });
    await this.participants.aroundMany(tx, write, written, () =>
      this.store.createMany(tx, write.viewer, write.form, fields, {
        records: JSON.stringify(rows),
        by: write.by,
        department: write.viewer.context.user.department,
        source: write.source ? JSON.stringify(write.source) : null,
      }),
    );
  }
}

/** Within one JSON parameter composite values stay JSON. */
function asJson(field: Field, value: unknown): unknown {
  return fieldTypeOf(field).column(field)?.type === 'jsonb' ? (value ?? null) : stored(field, value);
}

function issuesFrom(error: unknown, write: Write): readonly Issue[] {
  const explained = explainWriteError(error, write.form);
  if (explained instanceof Problem && explained.issues.length > 0) return explained.issues;
  if (explained instanceof Problem)
    return invalid([{ path: [], code: 'refused', message: explained.title }]).issues;
  throw explained;
}
