import type { Values } from '@fieldwork/form-engine';
import type { Rule } from '@fieldwork/metadata';
import type { RuleOutcome } from '@fieldwork/rule-engine';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { type ChangeSource, lateOf } from '../records/record-events.js';
import { EffectService } from './effect.service.js';
import type { RuleCall } from './rule-call.js';

/** What a rule decided, and the record it decided on. */
export type Decision = RuleOutcome & { values: Values };

/** What a fired rule does, and its line in the record's history. */
@Injectable()
export class RuleEffects {
  constructor(
    private readonly effects: EffectService,
    private readonly history: HistoryService,
    private readonly outbox: Outbox,
  ) {}

  async perform(
    tx: Transaction,
    rule: Rule,
    call: RuleCall,
    { effects, values }: Decision,
  ): Promise<unknown[]> {
    const { app, form, recordId } = call;
    const source: ChangeSource = { kind: 'rule', id: rule.id, depth: call.depth + 1, ...lateOf(call) };
    const place = { app, form, recordId, by: null, initiator: call.by, values, source };
    const actions: unknown[] = [];
    for (const effect of effects) actions.push(await this.effects.perform(tx, effect, place));
    const detail = { rule: rule.id, label: rule.label, actions: effects.map(({ type }) => type) };
    await this.history.append(tx, { app, form, recordId, kind: 'rule', by: null, detail });
    tx.afterCommit(() => this.outbox.wake());
    return actions;
  }
}
