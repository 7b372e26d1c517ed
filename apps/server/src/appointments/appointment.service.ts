import type { AppointmentOffer, AppointmentState } from '@fieldwork/api-contract';
import { evaluateCondition } from '@fieldwork/expression';
import type { Demand } from '@fieldwork/matching';
import { type Appointments, formTypes, isId, issue, pathsIn } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, forbidden, invalid, notFound, sentence } from '../platform/http/problem.js';
import { writeFromOutside } from '../records/outside-write.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import type { Write } from '../records/write.js';
import { AppointmentStore } from './appointment.store.js';
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
    private readonly facts: RecordFacts,
    private readonly store: AppointmentStore,
    private readonly history: HistoryService,
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
      mayOverbook: mayOverbook(asked.given, asker),
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
    await this.#write(tx, asker, demand, {
      [given.from]: slot ? instant(slot.from) : null,
      [given.to]: slot ? instant(slot.to) : null,
      ...(typeof tried?.start === 'number' ? { [given.start]: instant(tried.start) } : {}),
    });
    if (isOver) await this.#tell(tx, asker, reason);
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

  async #tell(tx: Transaction, { app, write, recordId }: Asker, reason: string | null): Promise<void> {
    await this.history.append(tx, {
      app,
      form: write.form.id,
      recordId,
      kind: 'notice',
      by: write.by,
      detail: {
        label: {
          'zh-CN': '约定了已无空余人手的时间',
          en: 'promised a time for which nobody is left',
        },
        reason,
      },
    });
  }

  async #demand(on: Queryable, { room, given }: AppointmentRoom, id: string): Promise<Demand> {
    const paths = pathsIn([given.when, room.matching.constraints, room.matching.load, room.matching.figures]);
    const own = paths.map((path) => path.replace(/^(outer|current)\./, ''));
    const wanted = [...own, ...(room.matching.distance?.to ?? [])].filter(
      (path) => !/^(candidate|figure)\./.test(path),
    );
    const values = isId(id) ? await this.facts.read(on, room.viewer, room.demandForm, id, wanted) : null;
    if (!values || values.deleted_at !== null) throw notFound();
    return { id, values };
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

function mayOverbook({ overbook = [] }: Appointments, { write, isOutside }: Asker): boolean {
  if (isOutside) return false;
  const { roles } = write.viewer.context.user;
  // Whoever may do everything with the form is not held up by a list of roles.
  return write.viewer.policy(write.form.id) === null || overbook.some((role) => roles.includes(role));
}

function assertOverbooking(given: Appointments, asker: Asker, reason: string | null): void {
  if (asker.isOutside) throw gone();
  if (!mayOverbook(given, asker)) {
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
