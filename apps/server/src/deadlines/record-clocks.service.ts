import type { RecordClock } from '@fieldwork/api-contract';
import type { Context } from '@fieldwork/expression';
import { type AppDocuments, type Form, fieldOf, isSystemField } from '@fieldwork/metadata';
import { fieldCondition } from '@fieldwork/policy';
import {
  consumedAt,
  type LedgerEntry,
  ledgerSegments,
  stateName,
  type TargetState,
} from '@fieldwork/rule-engine';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { DeadlineStore } from './deadline.store.js';

const minuteMs = 60_000;

/** The clocks of a record for those who may read the record: where they stand and how it came to that. */
@Injectable()
export class RecordClocksService {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly store: DeadlineStore,
  ) {}

  async list(caller: Caller, appId: string, formId: string, id: string): Promise<RecordClock[]> {
    const { form, viewer } = await this.gate.open(caller, appId, formId);
    const record = JSON.parse(await this.records.get(viewer, form, id)) as Record<string, unknown>;
    const { states, entries, marks, revisions } = await this.store.ofRecord(
      this.store.database,
      appId,
      form.id,
      id,
    );
    const now = await this.store.now(this.store.database);
    const { documents, context } = viewer;
    return states.flatMap(({ deadline, target, state }): RecordClock[] => {
      const declared = documents.deadlines.get(deadline)?.targets.find((one) => one.id === target);
      const name = stateName(state);
      if (!declared || name === null || state.startedAt === null) return [];
      const isOwn = (one: { deadline: string; target: string }) =>
        one.deadline === deadline && one.target === target;
      const ledger = [...entries.filter(isOwn), ...openStretch(state, now, context)];
      return [
        {
          deadline,
          target,
          label: declared.label,
          state: name,
          startedAt: state.startedAt,
          stoppedAt: state.stoppedAt,
          dueAt: state.dueAt,
          breachedAt: state.breachedAt,
          limitMinutes: state.limitMs === null ? null : state.limitMs / minuteMs,
          consumedMinutes: consumedAt(state, now, context),
          calendar: calendarOf(state.calendar, documents),
          ledger: ledger.map((entry) => stretchOf(entry, (path) => isTold(path, record, form, viewer))),
          segments: ledgerSegments(ledger, context),
          corrections: revisions
            .filter(isOwn)
            .filter(({ before, after, takenBack }) => before !== after || takenBack.length > 0)
            .map(({ at, happenedAt, before, after }) => ({ at, happenedAt, before, after })),
          marks: marks.filter(isOwn).map(({ mark, turn, reachedAt }) => ({
            label: declared.marks?.find((one) => one.id === mark)?.label ?? null,
            turn,
            reachedAt,
          })),
        },
      ];
    });
  }
}

/** What is not in the ledger yet: the stretch that goes on. */
function openStretch(state: TargetState, now: string, context: Context): LedgerEntry[] {
  const { phase, since, reason, calendar } = state;
  if ((phase !== 'running' && phase !== 'paused') || since === null || reason === null || now <= since)
    return [];
  const segments = ledgerSegments(
    [{ from: since, to: now, phase, calendar, workingMs: 0, outsideMs: 0, reason }],
    context,
  );
  const length = (segment: { from: string; to: string }) => Date.parse(segment.to) - Date.parse(segment.from);
  const workingMs = segments
    .filter(({ kind }) => kind !== 'outside')
    .reduce((sum, one) => sum + length(one), 0);
  const outsideMs = Date.parse(now) - Date.parse(since) - workingMs;
  return [{ from: since, to: now, phase, calendar, workingMs, outsideMs, reason }];
}

function stretchOf(
  { from, to, phase, workingMs, outsideMs, reason }: LedgerEntry,
  isTold: (path: string) => boolean,
) {
  const seen = Object.entries(reason.seen).filter(([path]) => isTold(path));
  return {
    from,
    to,
    phase,
    workingMinutes: workingMs / minuteMs,
    outsideMinutes: outsideMs / minuteMs,
    because: reason.because,
    seen: Object.fromEntries(seen),
  };
}

/**
 * A value that was seen is told only to those who see the field on every row, as in the history of a record: on some
 * rows is not enough, for it was another value then. Of another record's, what is looked up.
 */
function isTold(path: string, record: Record<string, unknown>, form: Form, viewer: Viewer): boolean {
  const [head = '', member] = path.split('.');
  if (!Object.hasOwn(record, head) || !isAlwaysSeen(viewer, form.id, head)) return false;
  if (member === undefined) return true;
  const other = record[head];
  if (typeof other !== 'object' || other === null || !Object.hasOwn(other, member)) return false;
  const target = fieldOf(form, head)?.form;
  return target === undefined || isAlwaysSeen(viewer, target, member);
}

function isAlwaysSeen(viewer: Viewer, form: string, field: string): boolean {
  const policy = viewer.policy(form);
  return policy === null || isSystemField(field) || fieldCondition(policy, field) === true;
}

function calendarOf(id: string | null, { calendars }: AppDocuments): RecordClock['calendar'] {
  const found = id === null ? undefined : calendars.get(id);
  return found ? { id: found.id, label: found.label } : null;
}
