import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { SearchModule } from '../search/search.module.js';
import { DuplicateController } from './duplicate.controller.js';
import { DuplicateService } from './duplicate.service.js';
import { DuplicateStore } from './duplicate.store.js';
import { MergeService } from './merge.service.js';
import { MergeStore } from './merge.store.js';
import { RecordTiesStore } from './record-ties.store.js';

@Module({
  imports: [RecordsModule, SearchModule],
  controllers: [DuplicateController],
  providers: [DuplicateStore, DuplicateService, RecordTiesStore, MergeStore, MergeService],
})
export class DuplicatesModule {}
