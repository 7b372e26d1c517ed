import { type Deadline, type DeadlineTarget, effectOf, type Facts, withWritten } from '@fieldwork/metadata';
import type { MarkMoment } from '@fieldwork/rule-engine';
import { Injectable, Logger } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { EventBus } from '../events/event-bus.js';
import { describeDatabaseFailure } from '../platform/database/database-errors.js';
import type { Transaction } from '../platform/database/queryable.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { EffectService } from '../rules/effect.service.js';
import { type ClockPlace, DeadlineStore } from './deadline.store.js';

interface Reached {
  deadline: Deadline;
  target: DeadlineTarget;
  place: ClockPlace;
  moment: MarkMoment;
  /** Who made the record. */
  by: string | null;
}

/** What is done when a mark is reached, the line in the record's history, and the wake-up for the next one. */
@Injectable()
export class DeadlineMarks {
  readonly #log = new Logger('Deadlines');

  constructor(
    private readonly effects: EffectService,
    private readonly history: HistoryService,
    private readonly outbox: OutboxStore,
    private readonly store: DeadlineStore,
    private readonly events: EventBus,
  ) {}

  /** Performs the actions of a mark; one that fails is noted, and holds up neither the clock nor the others. */
  async perform(tx: Transaction, reached: Reached, facts: Facts): Promise<void> {
    const { target, place, moment } = reached;
    const mark = (target.marks ?? []).find(({ id }) => id === moment.mark);
    if (!mark) return;
    const done: unknown[] = [];
    let known = facts;
    for (const action of mark.actions) {
      try {
        await tx.savepoint(async () => {
          const effect = effectOf(action, known);
          if (!effect) return;
          done.push(await this.effects.perform(tx, effect, this.#placeOf(reached, known)));
          if (effect.type === 'set') known = withWritten(known, effect.values);
        });
      } catch (error) {
        // What passes by itself is tried again with the whole turn.
        if (describeDatabaseFailure(error)?.retryAfterSeconds !== undefined) throw error;
        this.#log.warn(
          `${place.app}/${place.deadline}/${target.id}/${moment.mark}: ${(error as Error).message}`,
        );
        done.push({ type: action.type, error: (error as Error).message.slice(0, 500) });
      }
    }
    await this.store.performed(tx, place, target.id, moment, done);
    await this.history.append(tx, this.#lineOf(reached, mark.label ?? target.label, done));
  }

  /** One row waits per record and deadline. Null: nothing is waited for. */
  async wakeAt(tx: Transaction, place: ClockPlace, at: string | null): Promise<void> {
    const key = `${place.app}/${place.deadline}/${place.recordId}`;
    if (at === null) await this.outbox.cancel(tx, 'deadline.timer', key);
    else await this.outbox.enqueue(tx, 'deadline.timer', place, { dueAt: at, key });
  }

  /** Whoever looks at the record reads it again. */
  announce(tx: Transaction, { app, form, recordId }: ClockPlace): void {
    tx.afterCommit(() => this.events.publish({ topic: 'records', app, form, record: recordId }));
  }

  #placeOf({ deadline, place, by }: Reached, { values }: Facts) {
    const { app, form, recordId } = place;
    const source = { kind: 'deadline', id: deadline.id, depth: 1 } as const;
    return { app, form, recordId, by: null, initiator: by, values, source };
  }

  #lineOf({ deadline, target, place, moment }: Reached, label: unknown, done: readonly unknown[]) {
    const { app, form, recordId } = place;
    const actions = done.map((one) => (one as { type: string }).type);
    const detail = {
      deadline: deadline.id,
      target: target.id,
      label,
      targetLabel: target.label,
      mark: moment.mark,
      turn: moment.turn,
      at: moment.at,
      actions,
    };
    return { app, form, recordId, kind: 'deadline' as const, by: null, detail };
  }
}
