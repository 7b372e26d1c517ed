import type { Matching } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import type { RecordChanged } from '../records/record-events.js';
import { RecordGate } from '../records/record-gate.js';
import type { StoredChoice } from './choice.store.js';

/** Tells a record's timeline how a choice stands beside the proposal. */
@Injectable()
export class ChoiceTimeline {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly history: HistoryService,
  ) {}

  async tell(tx: Transaction, event: RecordChanged, matching: Matching, choice: StoredChoice): Promise<void> {
    const { viewer, form } = await this.gate.openAsPlatform(event.app, matching.candidates.form, null, {
      kind: 'rule',
    });
    const ids = [choice.candidate, ...(choice.best ? [choice.best] : [])];
    const names = await this.records.titles(viewer, form, ids, tx);
    const label = choiceWords(choice, (id) => names.get(id) ?? '');
    await this.history.append(tx, {
      app: event.app,
      form: event.form,
      recordId: event.id,
      kind: 'notice',
      by: choice.by,
      detail: { label, reason: choice.reason, matching: matching.id, choice: choice.id },
    });
  }
}

export function differenceOf({ score, bestScore }: StoredChoice): number | null {
  return score === null || bestScore === null ? null : Math.round((bestScore - score) * 10) / 10;
}

function choiceWords(choice: StoredChoice, nameOf: (id: string) => string): { 'zh-CN': string; en: string } {
  const name = nameOf(choice.candidate);
  const best = choice.best === null ? '' : nameOf(choice.best);
  const difference = differenceOf(choice);
  if (choice.place === 1)
    return {
      'zh-CN': `采纳推荐：${name}（${score(choice)} 分）`,
      en: `took the proposal: ${name} (${score(choice)} points)`,
    };
  if (choice.place === null)
    return {
      'zh-CN': `选择了不符合条件的 ${name}${best ? `，推荐的是 ${best}` : ''}`,
      en: `chose ${name}, who did not meet the conditions${best ? `; proposed was ${best}` : ''}`,
    };
  return {
    'zh-CN': `选择了 ${name}，比推荐的 ${best} 低 ${difference} 分`,
    en: `chose ${name}, ${difference} points below the proposed ${best}`,
  };
}

function score({ score: points }: StoredChoice): string {
  return points === null ? '—' : points.toFixed(1);
}
