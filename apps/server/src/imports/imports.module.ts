import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { JobModule } from '../platform/jobs/job.module.js';
import { RecordsModule } from '../records/records.module.js';
import { ErrorFile } from './error-file.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { ImportStore } from './import.store.js';
import { ImportJob } from './import-job.js';
import { ImportRooms } from './import-rooms.js';
import { ReferenceFinder } from './reference-finder.js';
import { RowImporter } from './row-importer.js';

@Module({
  imports: [RecordsModule, FileModule, IdentityModule, JobModule],
  controllers: [ImportController],
  providers: [ImportStore, ReferenceFinder, RowImporter, ErrorFile, ImportRooms, ImportJob, ImportService],
  exports: [RowImporter],
})
export class ImportsModule {}
