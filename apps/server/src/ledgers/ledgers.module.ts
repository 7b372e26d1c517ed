import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/records.module.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerAccountsStore } from './ledger-accounts.store.js';
import { LedgerBalances } from './ledger-balances.js';
import { LedgerHolds } from './ledger-holds.js';
import { LedgerLocks } from './ledger-locks.js';
import { LedgerPosting } from './ledger-posting.js';
import { LedgerPublishing } from './ledger-publishing.js';
import { LedgerReaders } from './ledger-readers.js';
import { LedgerRecords } from './ledger-records.js';
import { LedgerWords } from './ledger-words.js';

@Module({
  imports: [RecordsModule],
  controllers: [LedgerController],
  providers: [
    LedgerStore,
    LedgerAccountsStore,
    LedgerWords,
    LedgerReaders,
    LedgerRecords,
    LedgerBalances,
    LedgerLocks,
    LedgerPosting,
    LedgerPublishing,
    LedgerHolds,
    LedgerService,
  ],
})
export class LedgersModule {}
