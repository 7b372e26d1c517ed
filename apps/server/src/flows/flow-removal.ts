import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RemovalGuards } from '../metadata/removal-guards.js';
import { sentence } from '../platform/http/problem.js';
import { InstanceStore } from './instance.store.js';

/** A flow that somebody's work is in cannot be taken away. */
@Injectable()
export class FlowRemoval implements OnModuleInit {
  constructor(
    private readonly guards: RemovalGuards,
    private readonly instances: InstanceStore,
  ) {}

  onModuleInit(): void {
    this.guards.add('flow', async (app, flow) => {
      const count = await this.instances.countRunning(app, flow);
      if (count === 0) return null;
      return sentence(
        `还有 ${count} 条记录在这个流程中，请先办完或终止`,
        `Records are still in this flow (${count}); finish or end it for them first`,
      );
    });
  }
}
