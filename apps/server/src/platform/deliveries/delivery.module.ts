import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BullJobQueue } from '../jobs/bull-job-queue.js';
import { DELIVERY_QUEUE, DeliveryService } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';
import { DeliveryWorker } from './delivery.worker.js';

@Global()
@Module({
  providers: [
    {
      provide: DELIVERY_QUEUE,
      inject: [Config],
      useFactory: (config: Config) => new BullJobQueue('deliveries', config),
    },
    DeliveryStore,
    DeliveryService,
    DeliveryWorker,
  ],
  exports: [DeliveryService],
})
export class DeliveryModule {}
