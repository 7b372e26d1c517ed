import { type Deadline, localize, type Text } from '@fieldwork/metadata';
import { stateName } from '@fieldwork/rule-engine';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import type { ClockPlace, KeptState } from './deadline.store.js';
import { LateReportStore, type TakenBack } from './late-report.store.js';
import type { PastWrite } from './record-past.store.js';

/** Since when a clock that was told anew counts otherwise. */
export interface LateReport {
  happenedAt: string;
}

const names: Record<string, { 'zh-CN': string; en: string }> = {
  running: { 'zh-CN': '计时中', en: 'running' },
  paused: { 'zh-CN': '已暂停', en: 'paused' },
  met: { 'zh-CN': '按时完成', en: 'met' },
  missed: { 'zh-CN': '超时', en: 'missed' },
  cancelled: { 'zh-CN': '已取消', en: 'cancelled' },
};

/**
 * What a device reports late counts from when it happened. Where a clock has gone past that moment, it is told anew
 * from the beginning: the ledger of before is kept as an earlier edition, and marks that were not reached after all are
 * taken back. What was done at such a mark is not undone, but whoever was told is told of the correction.
 */
@Injectable()
export class LateReports {
  constructor(
    private readonly store: LateReportStore,
    private readonly history: HistoryService,
    private readonly notifications: NotificationService,
  ) {}

  /** The earliest of what was reported late, if a clock has gone past it; null where clocks simply go on. */
  async find(
    tx: Transaction,
    place: ClockPlace,
    states: ReadonlyMap<string, KeptState>,
    writes: readonly PastWrite[],
  ): Promise<LateReport | null> {
    const [first] = writes.flatMap(({ at, reportedAt }) => (reportedAt === null ? [] : [at])).sort();
    if (first === undefined || states.size === 0) return null;
    const reached = [...states.values()].flatMap(({ state: { since, breachedAt } }) => [since, breachedAt]);
    const isPassed = [...reached, await this.store.lastMark(tx, place)].some(
      (moment) => moment !== null && moment > first,
    );
    return isPassed ? { happenedAt: first } : null;
  }

  /** Takes back what was not reached after all, and says so in the ledger, the timeline and to those who were told. */
  async settle(
    tx: Transaction,
    deadline: Deadline,
    place: ClockPlace,
    { happenedAt }: LateReport,
    targets: readonly { id: string; before: KeptState | null; after: KeptState | null }[],
  ): Promise<void> {
    for (const { id, before, after } of targets) {
      if (!before || !after) continue;
      const takenBack = await this.store.takeBack(tx, place, id, after.state.fired);
      const [was, is] = [stateName(before.state), stateName(after.state)];
      await this.store.note(tx, place, {
        target: id,
        edition: after.edition,
        happenedAt,
        before: was,
        after: is,
        takenBack,
      });
      if (was === is && takenBack.length === 0) continue;
      const label = deadline.targets.find((target) => target.id === id)?.label ?? id;
      const { app, form, recordId } = place;
      const detail = {
        deadline: deadline.id,
        target: id,
        label,
        targetLabel: label,
        event: 'late_report',
        before: was,
        after: is,
        takenBack: takenBack.map(({ mark, turn }) => ({ mark, turn })),
      };
      await this.history.append(tx, { app, form, recordId, kind: 'deadline', by: null, happenedAt, detail });
      await this.#correct(tx, place, after.edition, id, correction(label, is), takenBack);
    }
  }

  async #correct(
    tx: Transaction,
    { app, deadline, form, recordId }: ClockPlace,
    edition: number,
    target: string,
    title: { 'zh-CN': string; en: string },
    takenBack: readonly TakenBack[],
  ): Promise<void> {
    const told = takenBack.flatMap(({ actions }) => actions.flatMap(({ people }) => people ?? []));
    const key = `late:${app}/${deadline}/${recordId}/${target}/${edition}`;
    await this.notifications.notify(tx, told, {
      kind: 'deadline',
      title,
      link: { app, form, recordId },
      key,
    });
  }
}

function correction(label: Text, state: string | null) {
  const name = names[state ?? ''];
  return {
    'zh-CN': `更正：按现场上报的时间，“${localize(label, 'zh-CN')}”${name?.['zh-CN'] ?? '未开始'}`,
    en: `Correction: by the time reported from the field, “${localize(label, 'en')}” is ${name?.en ?? 'not begun'}`,
  };
}
