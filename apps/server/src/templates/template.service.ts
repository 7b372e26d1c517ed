import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledTemplate, TemplateSummary } from '@fieldwork/api-contract';
import { type Document, parseDocument } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { AppService } from '../metadata/app.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Config } from '../platform/config/config.js';
import { forbidden, notFound, sentence } from '../platform/http/problem.js';
import { DemoService } from './demo.service.js';
import { readJson, readTemplate, templatesFolder } from './read-template.js';
import { hasSeeds, readSeeds } from './seed-files.js';

/** Apps that come with the product, ready to be installed. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly apps: AppService,
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
   * Installs the app, and with `withDemo` its people and records. The people share one password, answered here and
   * kept nowhere. @throws Problem 404, 403 where people would be made by somebody who may not, 409 when it is there
   */
  async install(caller: Caller, id: string, withDemo: boolean): Promise<InstalledTemplate> {
    const folder = this.#folder(id);
    if (folder === null) throw notFound(sentence('没有这个模板', 'There is no such template'));
    const isFilled = withDemo && hasSeeds(folder);
    if (isFilled && !caller.isAdministrator)
      throw forbidden(
        sentence(
          '演示数据会新建用户，需要管理员安装',
          'Demo data brings users: an administrator has to install it',
        ),
      );
    const documents: Document[] = await readTemplate(folder);
    const seeds = isFilled ? await readSeeds(folder) : null;
    const app = await this.apps.install(documents, caller.userId);
    if (seeds === null) return { app, demo: null };
    const password = this.config.demoPassword ?? randomBytes(9).toString('base64url');
    const people = await this.demo.fill(app, seeds, password);
    const users = people.all.map(({ login, name, roles }) => ({ login, name, roles }));
    return { app, demo: { password, users } };
  }

  async #summary(id: string): Promise<TemplateSummary | null> {
    const folder = this.#folder(id);
    if (folder === null) return null;
    const { document } = parseDocument('app', await readJson(join(folder, 'app.json')));
    if (document === null) return null;
    const { id: app, label, description = null, icon = null, color = null } = document;
    const isInstalled = (await this.registry.find(app)) !== null;
    return { id, app, label, description, icon, color, hasDemo: hasSeeds(folder), isInstalled };
  }

  #folder(id: string): string | null {
    const root = templatesFolder();
    if (root === null || !/^[a-z][a-z0-9-]{0,47}$/.test(id)) return null;
    return existsSync(join(root, id, 'app.json')) ? join(root, id) : null;
  }
}
