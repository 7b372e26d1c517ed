import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { JobModule } from '../platform/jobs/job.module.js';
import { RecordsModule } from '../records/records.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { ExportStore } from './export.store.js';
import { ExportJob } from './export-job.js';

@Module({
  imports: [RecordsModule, ReportsModule, FileModule, IdentityModule, JobModule],
  controllers: [ExportController],
  providers: [ExportStore, ExportJob, ExportService],
})
export class ExportsModule {}
