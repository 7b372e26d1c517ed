import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledTemplate, installTemplateSchema, TemplateSummary } from '@fieldwork/api-contract';
import { type Document, parseDocument } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { AppService } from '../metadata/app.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { AppUpdateService } from '../metadata/app-update.service.js';
import { Config } from '../platform/config/config.js';
import { conflict, forbidden, notFound, sentence } from '../platform/http/problem.js';
import { DemoService } from './demo.service.js';
import { readJson, readTemplate, templatesFolder } from './read-template.js';
import { hasSeeds, readSeeds } from './seed-files.js';

type InstallWish = z.infer<typeof installTemplateSchema>;

/** Apps that come with the product, ready to be installed. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly apps: AppService,
    private readonly updater: AppUpdateService,
    private readonly registry: AppRegistry,
    private readonly demo: DemoService,
    private readonly config: Config,
  ) {}

  async list(): Promise<TemplateSummary[]> {
    const root = templatesFolder();
    const names = root === null ? [] : await readdir(root);
    const summaries = await Promise.all(names.sort().map((id) => this.#summary(id)));
    return summaries.filter((summary) => summary !== null);
  }

  /**
   * Installs the app, and with `demo` its people and records. The people share one password, answered here and kept
   * nowhere. Where the app is there, `existing` may ask to bring it to what the template has; the demo comes into an app
   * without records only. @throws Problem 404, 403 where people would be made by somebody who may not, 409 when it is
   * there or has records, and what an update refuses
   */
  async install(caller: Caller, id: string, wish: InstallWish): Promise<InstalledTemplate> {
    const folder = this.#folder(id);
    if (folder === null) throw notFound(sentence('没有这个模板', 'There is no such template'));
    const isFilled = wish.demo && hasSeeds(folder);
    if (isFilled && !caller.isAdministrator)
      throw forbidden(
        sentence(
          '演示数据会新建用户，需要管理员安装',
          'Demo data brings users: an administrator has to install it',
        ),
      );
    const documents: Document[] = await readTemplate(folder);
    const app = documents.find(({ kind }) => kind === 'app')?.id ?? '';
    if (isFilled && (await this.#hasRecords(app)))
      throw conflict(
        sentence(
          '应用已有记录，不能再加入演示数据',
          'The app has records already; the demo can only be added to an empty one',
        ),
      );
    const seeds = isFilled ? await readSeeds(folder) : null;
    const done = await this.#write(app, documents, caller.userId, wish);
    if (seeds === null) return { ...done, demo: null };
    const password = this.config.demoPassword ?? randomBytes(9).toString('base64url');
    const people = await this.demo.fill(app, seeds, password);
    const users = people.all.map(({ login, name, roles }) => ({ login, name, roles }));
    return { ...done, demo: { password, users } };
  }

  async #write(app: string, documents: readonly Document[], by: string, { existing, confirm }: InstallWish) {
    if (existing === 'update' && (await this.apps.has(app))) {
      const { written, kept } = await this.updater.update(documents, { by, confirm });
      return { app, written, kept };
    }
    await this.apps.install(documents, by);
    return { app, written: documents.length, kept: 0 };
  }

  async #hasRecords(app: string): Promise<boolean> {
    const found = await this.registry.find(app);
    return found !== null && this.demo.hasRecords(found);
  }

  async #summary(id: string): Promise<TemplateSummary | null> {
    const folder = this.#folder(id);
    if (folder === null) return null;
    const { document } = parseDocument('app', await readJson(join(folder, 'app.json')));
    if (document === null) return null;
    const { id: app, label, description = null, icon = null, color = null } = document;
    const isInstalled = await this.apps.has(app);
    const hasRecords = await this.#hasRecords(app);
    return { id, app, label, description, icon, color, hasDemo: hasSeeds(folder), isInstalled, hasRecords };
  }

  #folder(id: string): string | null {
    const root = templatesFolder();
    if (root === null || !/^[a-z][a-z0-9-]{0,47}$/.test(id)) return null;
    return existsSync(join(root, id, 'app.json')) ? join(root, id) : null;
  }
}
