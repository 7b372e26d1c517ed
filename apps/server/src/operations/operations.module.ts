import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { JobController } from './job.controller.js';
import { OutboxController } from './outbox.controller.js';
import { Retention } from './retention.js';
import { RetentionStore } from './retention.store.js';

/** What runs behind the scenes, made visible and kept small. */
@Module({
  controllers: [JobController, OutboxController, DeliveryController],
  providers: [RetentionStore, Retention],
})
export class OperationsModule {}
