import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { notFound } from '../platform/http/problem.js';
import { JobService } from '../platform/jobs/job.service.js';
import type { Job } from '../platform/jobs/job.store.js';

const anId = z.uuid();

/** Progress and result of long work, for whoever started it and for administrators. */
@Controller('jobs')
export class JobController {
  constructor(private readonly jobs: JobService) {}

  @Get(':id')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: Job }> {
    return { data: await this.#find(caller, id) };
  }

  /** Asks the job to stop; what it has committed stays. */
  @Post(':id/cancel')
  @HttpCode(202)
  async cancel(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: Job }> {
    await this.#find(caller, id);
    await this.jobs.cancel(id);
    return { data: await this.#find(caller, id) };
  }

  async #find(caller: Caller, id: string): Promise<Job> {
    const job = await this.jobs.find(id);
    if (!job || (job.createdBy !== caller.userId && !caller.isAdministrator)) throw notFound();
    return job;
  }
}
