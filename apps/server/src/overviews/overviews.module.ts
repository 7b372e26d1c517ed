import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.js';
import { RecordsModule } from '../records/records.module.js';
import { SearchModule } from '../search/search.module.js';
import { LookupService } from './lookup.service.js';
import { OverviewController } from './overview.controller.js';
import { OverviewService } from './overview.service.js';
import { PageGate } from './page-gate.js';
import { PageRecords } from './page-records.js';

@Module({
  imports: [RecordsModule, CommentsModule, SearchModule],
  controllers: [OverviewController],
  providers: [PageGate, PageRecords, OverviewService, LookupService],
  exports: [LookupService, PageGate],
})
export class OverviewsModule {}
