import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BullJobQueue } from './bull-job-queue.js';
import { JobService } from './job.service.js';
import { JobStore } from './job.store.js';
import { JobWorker } from './job.worker.js';
import { JobQueue } from './job-queue.js';

@Global()
@Module({
  providers: [
    { provide: JobQueue, inject: [Config], useFactory: (config: Config) => new BullJobQueue('jobs', config) },
    JobStore,
    JobService,
    JobWorker,
  ],
  exports: [JobService, JobWorker],
})
export class JobModule {}
