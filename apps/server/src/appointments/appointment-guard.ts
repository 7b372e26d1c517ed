import { ExpressionError, evaluateCondition } from '@fieldwork/expression';
import { type Appointments, formTypes, issue } from '@fieldwork/metadata';
import { unrestricted } from '@fieldwork/policy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Queryable } from '../platform/database/queryable.js';
import { invalid } from '../platform/http/problem.js';
import type { Write } from '../records/write.js';
import { type WriteParticipant, WriteParticipants, type Written } from '../records/write-participants.js';
import { dayOf } from '../routing/day-clock.js';
import { AppointmentStore } from './appointment.store.js';
import { AppointmentReader } from './appointment-reader.js';
import { type AppointmentRoom, AppointmentRooms } from './appointment-room.js';
import { type Slot, slotOf } from './appointment-slots.js';

/**
 * What is promised by any other way than a choice of windows (a list, the API, an import, a phone, a task, a rule) takes
 * the same turns and needs the same room. Who may overbook may do so here too: then the history says it.
 */
@Injectable()
export class AppointmentGuard implements WriteParticipant, OnModuleInit {
  /** Records whose window was looked at under its lock already, by the transaction that writes it. */
  readonly #looked = new WeakMap<Queryable, string>();

  constructor(
    private readonly participants: WriteParticipants,
    private readonly rooms: AppointmentRooms,
    private readonly reader: AppointmentReader,
    private readonly store: AppointmentStore,
    private readonly history: HistoryService,
  ) {}

  onModuleInit(): void {
    this.participants.join(this);
  }

  /** The next write of this record in this transaction is a choice that found its room, or may do without. */
  pass(tx: Queryable, recordId: string): void {
    this.#looked.set(tx, recordId);
  }

  isConcerned(write: Write, written: Written): boolean {
    return promisesOf(write, written).length > 0;
  }

  before(tx: Queryable, write: Write, written: Written): Promise<void> {
    return this.beforeMany(tx, write, [written]);
  }

  /** Days in one order for all: whoever promises several waits for nobody who waits for him. */
  async beforeMany(tx: Queryable, write: Write, list: readonly Written[]): Promise<void> {
    const places = list
      .filter(({ id }) => this.#looked.get(tx) !== id)
      .flatMap((written) => promisesOf(write, written))
      .map(({ matching, slot }) => JSON.stringify([matching, slot.day]));
    for (const place of [...new Set(places)].toSorted()) {
      const [matching, day] = JSON.parse(place) as [string, string];
      await this.store.lock(tx, write.platform.app, matching, day);
    }
  }

  /** Asked when the record stands as it will be, so that its person, place and length are those of this write. */
  async after(tx: Queryable, write: Write, written: Written): Promise<void> {
    if (this.#looked.get(tx) === written.id) {
      this.#looked.delete(tx);
      return;
    }
    for (const { matching, slot } of promisesOf(write, written)) {
      const asked = await this.rooms.open(write.platform.app, matching);
      const demand = await this.reader.demand(tx, asked, written.id);
      if (!demand || !takesRoom(asked, demand.values)) continue;
      const [tried] = await this.reader.try(tx, asked, demand, [slot]);
      if (tried?.isOpen !== false) continue;
      if (!mayOverbook(asked.given, write)) throw full(asked.given.from);
      await this.tell(tx, write, written.id, null);
    }
  }

  /** Leaves on the record that a time was promised without room. */
  async tell(tx: Queryable, write: Write, recordId: string, reason: string | null): Promise<void> {
    await this.history.append(tx, {
      app: write.platform.app,
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
}

/** The platform itself may not: it acts for somebody else, whose right nobody has looked at. */
export function mayOverbook({ overbook = [] }: Appointments, { viewer, platform, form }: Write): boolean {
  if (viewer === platform) return false;
  // Whoever may do everything with the form is not held up by a list of roles.
  return (
    viewer.policy(form.id) === unrestricted ||
    overbook.some((role) => viewer.context.user.roles.includes(role))
  );
}

/** Windows ahead that this write promises, or moves. */
function promisesOf({ platform, form }: Write, { kind, values, base }: Written) {
  if (kind !== 'created' && kind !== 'updated') return [];
  const found: { matching: string; slot: Slot }[] = [];
  for (const { id, form: demandForm, appointments: given } of platform.documents.matchings.values()) {
    if (demandForm !== form.id || !given) continue;
    const names = [given.from, given.to];
    const now = { ...base, ...values };
    if (names.every((name) => momentOf(now[name]) === momentOf(base?.[name]))) continue;
    const [from, to] = names.map((name) => momentOf(now[name]));
    if (typeof from !== 'number') continue;
    const { timeZone, now: moment } = platform.context;
    const slot = slotOf(dayOf(from, timeZone), from, to ?? from, timeZone);
    // What is past takes nobody's time any more: old records come in as they are.
    if (slot.to >= Date.parse(moment)) found.push({ matching: id, slot });
  }
  return found;
}

function takesRoom({ given, room }: AppointmentRoom, values: Record<string, unknown>): boolean {
  if (given.holds === undefined) return true;
  const { viewer, demandForm } = room;
  const types = formTypes(demandForm, viewer.documents.forms);
  try {
    return evaluateCondition(given.holds, { types, values: values as never, context: viewer.context });
  } catch (error) {
    if (error instanceof ExpressionError) return true;
    throw error;
  }
}

function momentOf(value: unknown): number | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
}

function full(field: string) {
  return invalid([
    issue(
      [field],
      'no_room',
      '这个时间已没有空余人手，请另选时间',
      'Nobody is left for this time; please choose another one',
    ),
  ]);
}
