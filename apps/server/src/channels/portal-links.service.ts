import type { PublicLink } from '@fieldwork/api-contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageLinks } from '../messaging/message-links.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { PublishedApp } from '../metadata/published-app.js';
import { Config } from '../platform/config/config.js';
import { PortalLink, portalChannel } from './portal-link.js';

/** Links to portals: for people who hand them on, in receipts, and in messages. */
@Injectable()
export class PortalLinksService implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly links: PortalLink,
    private readonly messages: MessageLinks,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.messages.onPage(async ({ app, recordId }, page) => {
      const made = await this.pathTo(app, page, recordId);
      return made && this.config.baseUrl ? this.config.baseUrl.replace(/\/$/, '') + made : null;
    });
  }

  /** Null where there is no such page any more. */
  async pathTo(app: string, pageId: string, record: string): Promise<string | null> {
    const page = (await this.registry.app(app)).documents.pages.get(pageId);
    return page?.type === 'portal' ? this.links.make({ app, page: pageId }, record, page.days) : null;
  }

  /** Those of one record, without asking for rights. */
  of(app: PublishedApp, form: string, record: string): Promise<PublicLink[]> {
    const pages = [...app.documents.pages.values()].flatMap((page) =>
      page.type === 'portal' && page.form === form ? [page] : [],
    );
    return Promise.all(
      pages.map(async ({ id: page, label, days }) => ({
        channel: portalChannel(page),
        label,
        path: await this.links.make({ app: app.id, page }, record, days),
      })),
    );
  }
}
