import { Module } from '@nestjs/common';
import { HistoryStore } from './history.store.js';

@Module({ providers: [HistoryStore], exports: [HistoryStore] })
export class AuditModule {}
