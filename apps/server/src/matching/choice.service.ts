import type { Choice, ChoiceBody, ChoiceSummary } from '@fieldwork/api-contract';
import { idOf, issue, type Matching } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { forbidden, invalid, notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { ChoiceStore } from './choice.store.js';
import { ChoiceTimeline, differenceOf } from './choice-timeline.js';
import type { MatchingRoom } from './matching-room.js';
import { ProposalService } from './proposal.service.js';

const SHOWN = 200;

/** What people choose beside what was proposed: kept with the reason, told on the record, compared later. */
@Injectable()
export class ChoiceService implements OnModuleInit {
  constructor(
    private readonly proposals: ProposalService,
    private readonly store: ChoiceStore,
    private readonly events: RecordEvents,
    private readonly registry: AppRegistry,
    private readonly records: RecordService,
    private readonly timeline: ChoiceTimeline,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'matching.chosen',
      async (event) => (await this.#chosenIn(event)).length > 0,
      (tx, event) => this.#follow(tx, event),
    );
  }

  /** Before the record is written. A choice far below the best needs a reason. */
  async choose(
    caller: Caller,
    app: string,
    id: string,
    body: ChoiceBody,
  ): Promise<{ id: string; difference: number | null }> {
    const room = await this.proposals.room(caller, app, id);
    const { ranking, facts } = await this.proposals.rank(room, body.recordId, { as: body.as });
    if (!facts.candidates.some((candidate) => candidate.id === body.candidateId)) throw notFound();
    const place = ranking.ranked.findIndex(({ candidate }) => candidate === body.candidateId);
    const best = ranking.ranked[0] ?? null;
    const chosen = ranking.ranked[place] ?? null;
    const difference = best && chosen ? best.score - chosen.score : null;
    const reason = body.reason?.trim() || null;
    const asksFrom = room.matching.reasonFrom;
    const isFar = chosen === null || (asksFrom !== undefined && (difference ?? 0) >= asksFrom && place > 0);
    if (isFar && reason === null)
      throw invalid([
        issue(
          ['reason'],
          'required',
          '没有选择推荐的人选，请说明原因',
          'This is not the proposed candidate: please give a reason',
        ),
      ]);
    const failed = ranking.excluded.find(({ candidate }) => candidate === body.candidateId)?.failed ?? [];
    const choice = {
      app,
      matching: id,
      form: room.matching.form,
      recordId: body.recordId,
      by: caller.userId,
      candidate: body.candidateId,
      best: best?.candidate ?? null,
      score: chosen?.score ?? null,
      bestScore: best?.score ?? null,
      place: place < 0 ? null : place + 1,
      failed: failed.map(({ constraint }) => constraint),
      reason,
    };
    return { id: await this.store.add(this.store.database, choice), difference };
  }

  async list(caller: Caller, app: string, id: string): Promise<Choice[]> {
    const room = await this.#demandOverview(caller, app, id);
    const rows = await this.store.list(app, id, SHOWN);
    const records = await this.records.titles(
      room.viewer,
      room.demandForm,
      rows.map(({ recordId }) => recordId),
    );
    const ids = [...new Set(rows.flatMap(({ candidate, best }) => [candidate, ...(best ? [best] : [])]))];
    const names = await this.records.titles(room.viewer, room.candidateForm, ids);
    const named = (one: string) => ({ id: one, title: names.get(one) ?? null });
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      by: row.by === null ? null : { id: row.by, title: row.byName },
      record: { id: row.recordId, title: records.get(row.recordId) ?? null },
      candidate: named(row.candidate),
      best: row.best === null ? null : named(row.best),
      score: row.score,
      difference: differenceOf(row),
      rank: row.place,
      reason: row.reason,
    }));
  }

  async summary(
    caller: Caller,
    app: string,
    id: string,
    span: { from: string | null; to: string | null },
  ): Promise<ChoiceSummary> {
    await this.#demandOverview(caller, app, id);
    return this.store.summary(app, id, span);
  }

  /** Figures over everybody's choices are for those who may see every record they are about. */
  async #demandOverview(caller: Caller, app: string, id: string): Promise<MatchingRoom> {
    const room = await this.proposals.room(caller, app, id);
    const policy = room.viewer.policy(room.demandForm.id);
    if (policy && !(may(policy, 'read') && may(policy, 'update') && may(policy, 'export'))) throw forbidden();
    return room;
  }

  async #chosenIn({ app, form, kind, changes }: RecordChanged): Promise<Matching[]> {
    if (kind !== 'updated' || !changes) return [];
    const matchings = (await this.registry.find(app))?.documents.matchings.values() ?? [];
    return [...matchings].filter(
      (matching) =>
        matching.form === form && matching.field !== undefined && Object.hasOwn(changes, matching.field),
    );
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    for (const matching of await this.#chosenIn(event)) {
      const candidate = idOf(event.changes?.[matching.field ?? '']?.[1]);
      const choice = candidate && (await this.store.apply(tx, matching, event, candidate));
      if (choice) await this.timeline.tell(tx, event, matching, choice);
    }
  }
}
