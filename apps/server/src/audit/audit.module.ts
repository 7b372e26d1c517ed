import { Module } from '@nestjs/common';
import { HistoryService } from './history.service.js';
import { HistoryStore } from './history.store.js';

@Module({ providers: [HistoryStore, HistoryService], exports: [HistoryService] })
export class AuditModule {}
