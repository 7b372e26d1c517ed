import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module.js';
import { RecordsModule } from '../records/records.module.js';
import { DecisionPreviewController } from './decision-preview.controller.js';
import { DecisionPreviewService } from './decision-preview.service.js';
import { EffectService } from './effect.service.js';
import { EffectPosting } from './effect-posting.js';
import { RuleController } from './rule.controller.js';
import { RuleService } from './rule.service.js';
import { RuleEffects } from './rule-effects.js';
import { RuleRunStore } from './rule-run.store.js';
import { RuleRunner } from './rule-runner.js';
import { RuleSchedules } from './rule-schedules.js';
import { RuleTimers } from './rule-timers.js';
import { RuleWaitingList } from './rule-waiting-list.js';

@Module({
  imports: [RecordsModule, MessagingModule],
  controllers: [RuleController, DecisionPreviewController],
  providers: [
    EffectPosting,
    EffectService,
    RuleRunStore,
    RuleEffects,
    RuleRunner,
    RuleWaitingList,
    RuleTimers,
    RuleSchedules,
    RuleService,
    DecisionPreviewService,
  ],
  exports: [EffectService, RecordsModule],
})
export class RulesModule {}
