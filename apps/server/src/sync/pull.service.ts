import type { PullAnswer, PullBody } from '@fieldwork/api-contract';
import type { FieldPage } from '@fieldwork/metadata';
import { mayOpen } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { TaskService } from '../flows/task.service.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { PublishedApp } from '../metadata/published-app.js';
import { notFound, sentence } from '../platform/http/problem.js';
import { DeviceService } from './device.service.js';
import { PullDocuments } from './pull-documents.js';
import { PulledForms } from './pulled-forms.js';

/** What a device is to hold, by the rights of now: it says what it has, and gets what differs and what is gone. */
@Injectable()
export class PullService {
  constructor(
    private readonly devices: DeviceService,
    private readonly registry: AppRegistry,
    private readonly forms: PulledForms,
    private readonly documents: PullDocuments,
    private readonly tasks: TaskService,
  ) {}

  async pull(caller: Caller, appId: string, body: PullBody): Promise<PullAnswer> {
    await this.devices.meet(caller, body.device, { waiting: body.waiting });
    if (!canSeeApp(caller, appId)) throw notFound();
    const app = await this.registry.app(appId);
    const page = pageOf(caller, app, body.page);
    const { sets, leftOut, taken } = await this.forms.of(caller, app, page, body.known);
    const tasks = await this.tasks.takenAlong(caller, appId);
    const documents = await this.documents.of(caller, app, page, taken, tasks);
    return {
      ...(documents.revision === body.revision ? {} : { documents }),
      sets,
      tasks,
      serverTime: new Date().toISOString(),
      ...(leftOut.length > 0 ? { leftOut } : {}),
    };
  }
}

function pageOf(caller: Caller, { id, documents }: PublishedApp, wanted: string): FieldPage {
  const page = documents.pages.get(wanted);
  const isOpen = caller.isBuilder || mayOpen(rolesOf(caller, id, documents), 'pages', wanted);
  if (page?.type === 'field' && isOpen) return page;
  throw notFound(sentence('没有这个外勤页面', 'There is no such page for work in the field'));
}
