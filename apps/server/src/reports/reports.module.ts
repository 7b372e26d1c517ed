import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { ReportController } from './report.controller.js';
import { ReportService } from './report.service.js';
import { ReportStore } from './report.store.js';

@Module({
  imports: [RecordsModule],
  controllers: [ReportController],
  providers: [ReportStore, ReportService],
  exports: [ReportService],
})
export class ReportsModule {}
