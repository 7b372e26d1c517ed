import type { AppointmentOffer, AppointmentState } from '@fieldwork/api-contract';
import { evaluateCondition } from '@fieldwork/expression';
import type { Demand } from '@fieldwork/matching';
import { type Appointments, formTypes, issue } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, forbidden, invalid, notFound, sentence } from '../platform/http/problem.js';
import { writeFromOutside } from '../records/outside-write.js';
import { RecordService } from '../records/record.service.js';
import type { Write } from '../records/write.js';
import { AppointmentStore } from './appointment.store.js';
import { AppointmentGuard, mayOverbook } from './appointment-guard.js';
import { AppointmentReader, type TriedSlot } from './appointment-reader.js';
import { type AppointmentRoom, AppointmentRooms } from './appointment-room.js';
import { type Slot, slotsAhead } from './appointment-slots.js';

const MINUTE_MS = 60_000;

/** Whose wish it is, and about which record. */
export interface Asker {
  app: string;
  matching: string;
  recordId: string;
  /** By a link from outside: until some time before only, and only what has room. */
  isOutside: boolean;
  /** With which the record is written. */
  write: Write;
}

/** Times promised to whoever waits: offered from what people have left, each sold once. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly rooms: AppointmentRooms,
    private readonly reader: AppointmentReader,
    private readonly records: RecordService,
    private readonly store: AppointmentStore,
    private readonly guard: AppointmentGuard,
  ) {}

  async offer(asker: Asker): Promise<AppointmentOffer> {
    const asked = await this.rooms.open(asker.app, asker.matching);
    const demand = await this.#demand(this.store.database, asked, asker.recordId);
    const state = stateOf(asked, demand.values, asker.isOutside);
    const slots = state.canChoose ? slotsAhead(asked.given, asked.room.viewer.context) : [];
    const tried = await this.reader.try(this.store.database, asked, demand, slots);
    return {
      ...state,
      days: daysOf(asker.isOutside ? tried.filter(({ isOpen }) => isOpen) : tried),
      mayOverbook: !asker.isOutside && mayOverbook(asked.given, asker.write),
    };
  }

  /** What is promised, without what could be. */
  async state(asker: Omit<Asker, 'write'>): Promise<AppointmentState> {
    const asked = await this.rooms.open(asker.app, asker.matching);
    const { values } = await this.#demand(this.store.database, asked, asker.recordId);
    return stateOf(asked, values, asker.isOutside);
  }

  /** Promises the window that begins then; null: nothing any more. Sent again it is done once. @throws Problem 404, 409, 422 */
  async choose(asker: Asker, from: string | null, reason: string | null = null): Promise<void> {
    await this.store.database.transaction((tx) => this.chooseIn(tx, asker, from, reason));
  }

  async chooseIn(
    tx: Transaction,
    asker: Asker,
    from: string | null,
    reason: string | null = null,
  ): Promise<void> {
    const asked = await this.rooms.open(asker.app, asker.matching);
    const { given, room } = asked;
    const slot =
      from === null
        ? null
        : slotsAhead(given, room.viewer.context).find((one) => one.from === Date.parse(from));
    if (slot === undefined) throw gone();
    if (slot) await this.store.lock(tx, asker.app, asker.matching, slot.day);
    const demand = await this.#demand(tx, asked, asker.recordId);
    const state = stateOf(asked, demand.values, asker.isOutside);
    if (isSame(state, slot)) return;
    if (!state.canChoose)
      throw conflict(sentence('现在不能更改预约时间', 'The appointment cannot be changed now'));
    const [tried] = slot ? await this.reader.try(tx, asked, demand, [slot]) : [];
    const isOver = tried?.isOpen === false;
    if (isOver) assertOverbooking(given, asker, reason);
    this.guard.pass(tx, asker.recordId);
    await this.#write(tx, asker, demand, {
      [given.from]: slot ? instant(slot.from) : null,
      [given.to]: slot ? instant(slot.to) : null,
      ...(typeof tried?.start === 'number' ? { [given.start]: instant(tried.start) } : {}),
    });
    if (isOver) await this.guard.tell(tx, asker.write, asker.recordId, reason);
  }

  async #write(
    tx: Transaction,
    { write, recordId, isOutside }: Asker,
    { values }: Demand,
    fields: Record<string, string | null>,
  ): Promise<void> {
    const options = { expected: Number(values.version) };
    if (isOutside) await writeFromOutside(this.records, write, recordId, fields, options, tx);
    else await this.records.update(write, recordId, fields, options, tx);
  }

  async #demand(on: Queryable, asked: AppointmentRoom, id: string): Promise<Demand> {
    const demand = await this.reader.demand(on, asked, id);
    if (!demand) throw notFound();
    return demand;
  }
}

function stateOf(
  { given, room }: AppointmentRoom,
  values: Demand['values'],
  isOutside: boolean,
): AppointmentState {
  const { viewer, demandForm } = room;
  const [from, to] = [given.from, given.to].map((field) => momentOf(values[field]));
  const until = from ? instant(Date.parse(from) - (given.changeMinutes ?? 0) * MINUTE_MS) : null;
  const types = formTypes(demandForm, viewer.documents.forms);
  const isOffered =
    given.when === undefined ||
    evaluateCondition(given.when, { types, values: values as never, context: viewer.context });
  const isInTime = !isOutside || until === null || Date.parse(viewer.context.now) < Date.parse(until);
  return {
    from: from ?? null,
    to: to ?? null,
    canChoose: isOffered && isInTime,
    until,
    timeZone: viewer.context.timeZone,
  };
}

function isSame({ from, to }: AppointmentState, slot: Slot | null): boolean {
  if (!slot) return from === null && to === null;
  return from !== null && Date.parse(from) === slot.from && to !== null && Date.parse(to) === slot.to;
}

function daysOf(tried: readonly TriedSlot[]): AppointmentOffer['days'] {
  const days = new Map<string, AppointmentOffer['days'][number]>();
  for (const { slot, isOpen } of tried) {
    const day = days.get(slot.day) ?? { day: slot.day, windows: [] };
    day.windows.push({ from: instant(slot.from), to: instant(slot.to), isOpen });
    days.set(slot.day, day);
  }
  return [...days.values()];
}

function assertOverbooking(given: Appointments, asker: Asker, reason: string | null): void {
  if (asker.isOutside) throw gone();
  if (!mayOverbook(given, asker.write)) {
    if (reason === null) throw gone();
    throw forbidden(sentence('您不能约定已满的时间', 'You may not promise a time without room'));
  }
  if (reason !== null) return;
  throw invalid([
    issue(['reason'], 'required', '这个时间已约满，请说明原因', 'This time is full: please give a reason'),
  ]);
}

function gone() {
  return conflict(
    sentence('这个时间刚刚约满，请另选时间', 'This time has just gone; please choose another one'),
  );
}

function momentOf(value: unknown): string | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(moment) ? instant(moment) : null;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
