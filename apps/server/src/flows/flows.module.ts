import { Module } from '@nestjs/common';
import { MatchingModule } from '../matching/matching.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { ClaimLimits } from './claim-limits.js';
import { FlowController } from './flow.controller.js';
import { FlowService } from './flow.service.js';
import { FlowPerformer } from './flow-performer.js';
import { FlowProgressService } from './flow-progress.js';
import { FlowRemoval } from './flow-removal.js';
import { FlowRunner } from './flow-runner.js';
import { FlowTriggers } from './flow-triggers.js';
import { InstanceStore } from './instance.store.js';
import { PlatformTasks } from './platform-tasks.js';
import { TaskController } from './task.controller.js';
import { TaskService } from './task.service.js';
import { TaskStore } from './task.store.js';
import { TaskAtNode } from './task-at-node.js';
import { TaskByRule } from './task-by-rule.js';
import { TaskClaims } from './task-claims.js';
import { TaskCompletion } from './task-completion.js';
import { TaskFollower } from './task-follower.js';
import { TaskHandover } from './task-handover.js';
import { TaskOpener } from './task-opener.js';
import { TaskViews } from './task-views.js';

@Module({
  imports: [MatchingModule, RulesModule],
  controllers: [TaskController, FlowController],
  providers: [
    InstanceStore,
    TaskStore,
    ClaimLimits,
    TaskHandover,
    TaskFollower,
    TaskOpener,
    FlowPerformer,
    FlowRemoval,
    FlowRunner,
    FlowService,
    FlowTriggers,
    FlowProgressService,
    TaskViews,
    TaskService,
    TaskCompletion,
    TaskClaims,
    PlatformTasks,
    TaskByRule,
    TaskAtNode,
  ],
  exports: [TaskCompletion, TaskService, TaskAtNode, PlatformTasks],
})
export class FlowsModule {}
