import type { PageOf, PageType } from '@fieldwork/metadata';
import { mayOpen } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { notFound } from '../platform/http/problem.js';
import type { Opened } from '../records/record-gate.js';
import { RecordGate } from '../records/record-gate.js';

export interface OpenedPage<T extends PageType> extends Opened {
  page: PageOf<T>;
}

/** The way in to what a page shows: of that type, and open to the caller's roles. */
@Injectable()
export class PageGate {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
  ) {}

  /** @throws Problem 404 where there is no such page for this caller */
  async open<T extends 'overview' | 'intake'>(
    caller: Caller,
    appId: string,
    id: string,
    type: T,
  ): Promise<OpenedPage<T>> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const { documents } = await this.registry.app(appId);
    const page = documents.pages.get(id);
    const isOpen = caller.isBuilder || mayOpen(rolesOf(caller, appId, documents), 'pages', id);
    if (page?.type !== type || !isOpen) throw notFound();
    const opened = await this.gate.open(caller, appId, (page as PageOf<T>).form);
    return { ...opened, page: page as PageOf<T> };
  }
}
