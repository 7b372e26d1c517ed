import type { Values } from '@fieldwork/form-engine';
import { doubtIn, type Field, fieldTypeOf, idOf, jumpBetween, type LocationValue } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { Write } from '../records/write.js';
import { type WriteParticipant, WriteParticipants, type Written } from '../records/write-participants.js';
import { KnownPositionStore } from './known-position.store.js';

type Look = (value: unknown, kept: unknown) => Promise<unknown>;

/**
 * Looks at every position that somebody writes into a record: whether he can have got there from where he was before.
 * What it finds is marked, never refused; the mark is the server's, whatever was sent.
 */
@Injectable()
export class PositionWitness implements WriteParticipant, OnModuleInit {
  constructor(
    private readonly participants: WriteParticipants,
    private readonly known: KnownPositionStore,
  ) {}

  onModuleInit(): void {
    this.participants.join(this);
  }

  /** What is taken over from another record was looked at there. */
  isConcerned({ form, isTakenOver }: Write, { values }: Written): boolean {
    return !isTakenOver && form.fields.some((field) => holdsPositions(field) && values[field.id]);
  }

  async before(tx: Queryable, { form, by }: Write, { values, base, amend }: Written): Promise<void> {
    const look: Look = (value, kept) => this.#look(tx, by, value, kept);
    for (const field of form.fields)
      if (holdsPositions(field) && values[field.id])
        amend({ [field.id]: await lookedAt(field, values[field.id], base?.[field.id], look) });
  }

  async #look(tx: Queryable, by: string | null, value: unknown, kept: unknown): Promise<unknown> {
    const sent = value as LocationValue | null;
    if (sent?.source !== 'device') return value;
    const { doubt, km: _, minutes: __, ...reading } = sent;
    const own = doubt === undefined || doubt === 'jump' ? {} : { doubt };
    const before = kept as LocationValue | null | undefined;
    if (before && isSameReading(before, reading)) return { ...reading, ...own, ...doubtIn({ ...before }) };
    if (by === null) return { ...reading, ...own };
    const now = new Date().toISOString();
    const taken = { ...reading, at: reading.at < now ? reading.at : now };
    const last = await this.known.before(tx, by, taken.at);
    await this.known.keep(tx, by, taken);
    return { ...reading, ...own, ...(last && jumpBetween(last, taken)) };
  }
}

function holdsPositions(field: Field): boolean {
  return fieldTypeOf(field).isPosition === true || (field.fields ?? []).some(holdsPositions);
}

/** A position, or the rows of a sub-table with the positions in them. */
async function lookedAt(field: Field, value: unknown, kept: unknown, look: Look): Promise<unknown> {
  if (!field.fields) return look(value, kept);
  const columns = field.fields.filter(holdsPositions);
  const before = new Map(rowsOf(kept).map((row) => [idOf(row.id), row]));
  const rows: Values[] = [];
  for (const row of rowsOf(value)) {
    const now: Record<string, unknown> = { ...row };
    const old = before.get(idOf(row.id));
    for (const { id } of columns) now[id] = await look(row[id] ?? null, old?.[id]);
    rows.push(now);
  }
  return rows;
}

function rowsOf(value: unknown): Values[] {
  return Array.isArray(value) ? value : [];
}

function isSameReading(one: LocationValue, other: LocationValue): boolean {
  return one.at === other.at && one.longitude === other.longitude && one.latitude === other.latitude;
}
