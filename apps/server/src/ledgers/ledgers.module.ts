import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerBalances } from './ledger-balances.js';
import { LedgerPosting } from './ledger-posting.js';
import { LedgerPublishing } from './ledger-publishing.js';
import { LedgerWords } from './ledger-words.js';

@Module({
  imports: [RecordsModule],
  controllers: [LedgerController],
  providers: [LedgerStore, LedgerWords, LedgerBalances, LedgerPosting, LedgerPublishing, LedgerService],
})
export class LedgersModule {}
