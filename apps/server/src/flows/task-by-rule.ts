import { localize } from '@fieldwork/metadata';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { Outbox } from '../platform/outbox/outbox.js';
import type { TaskWish } from '../rules/effect.service.js';
import { PlatformTasks } from './platform-tasks.js';

const mostDeep = 8;

/** Does an open task because a rule says so; where it is no longer open, somebody was quicker, and nothing happens. */
@Injectable()
export class TaskByRule implements OnModuleInit {
  readonly #log = new Logger('Flows');

  constructor(
    private readonly outbox: Outbox,
    private readonly tasks: PlatformTasks,
  ) {}

  onModuleInit(): void {
    this.outbox.on<TaskWish>('flow.do_task', (tx, { payload }) => this.#perform(tx, payload));
  }

  async #perform(tx: Transaction, wish: TaskWish): Promise<void> {
    if (wish.depth >= mostDeep) return;
    const meant = (await this.tasks.standing(tx, wish)).find(
      ({ flow, node }) => flow === wish.flow && node === wish.node,
    );
    const { app, form, recordId } = wish;
    const taken = meant && (await this.tasks.take(tx, { app, form, recordId }, meant));
    if (!taken) return;
    const reason = wish.reason === null ? null : localize(wish.reason, 'zh-CN');
    try {
      await tx.savepoint(() => this.tasks.perform(tx, taken, { ...wish, reason }));
    } catch (error) {
      // The flow does not allow it now: that is an answer, not a failure to be tried again.
      if (!(error instanceof Problem)) throw error;
      this.#log.warn(`${app}/${recordId}: ${wish.node} was not done: ${error.message}`);
    }
  }
}
