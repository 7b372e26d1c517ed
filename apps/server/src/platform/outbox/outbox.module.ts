import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.js';
import { OutboxService } from './outbox.service.js';
import { OutboxStore } from './outbox.store.js';
import { OutboxWorker } from './outbox.worker.js';

/** Effects that must happen exactly once: written with their cause, performed later. */
@Global()
@Module({
  providers: [Outbox, OutboxStore, OutboxService, OutboxWorker],
  exports: [Outbox, OutboxStore, OutboxService, OutboxWorker],
})
export class OutboxModule {}
