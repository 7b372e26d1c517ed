import { Module } from '@nestjs/common';
import { EventModule } from '../events/event.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { DeadlineStore } from './deadline.store.js';
import { DeadlineClock } from './deadline-clock.js';
import { DeadlineFollower } from './deadline-follower.js';
import { DeadlineMarks } from './deadline-marks.js';
import { DeadlineSources } from './deadline-sources.js';
import { LateReportStore } from './late-report.store.js';
import { LateReports } from './late-reports.js';
import { RecordClocksController } from './record-clocks.controller.js';
import { RecordClocksService } from './record-clocks.service.js';
import { RecordPastStore } from './record-past.store.js';

@Module({
  imports: [RulesModule, EventModule],
  controllers: [RecordClocksController],
  providers: [
    DeadlineStore,
    RecordPastStore,
    LateReportStore,
    LateReports,
    DeadlineMarks,
    DeadlineClock,
    DeadlineSources,
    DeadlineFollower,
    RecordClocksService,
  ],
})
export class DeadlinesModule {}
