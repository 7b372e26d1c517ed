import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { JobController } from './job.controller.js';
import { OutboxController } from './outbox.controller.js';

/** What runs behind the scenes, made visible. */
@Module({ controllers: [JobController, OutboxController, DeliveryController] })
export class OperationsModule {}
