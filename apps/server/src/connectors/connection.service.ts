import type { ConnectionBody, ConnectionData } from '@fieldwork/api-contract';
import type { Connector } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { badRequest, invalid, notFound, sentence } from '../platform/http/problem.js';
import { authOf } from './auth/registry.js';
import { type ConnectionRow, ConnectionStore } from './connection.store.js';
import { ConnectorCalls } from './connector-calls.js';
import { HookService } from './hook.service.js';
import { RunStore } from './run.store.js';

/** Connections as administrators set them up. Secrets are sealed, and never answered. */
@Injectable()
export class ConnectionService {
  constructor(
    private readonly store: ConnectionStore,
    private readonly runs: RunStore,
    private readonly registry: AppRegistry,
    private readonly calls: ConnectorCalls,
    private readonly hooks: HookService,
  ) {}

  async list(app: string): Promise<ConnectionData[]> {
    const connectors = [...(await this.registry.app(app)).documents.connectors.values()];
    const rows = new Map((await this.store.list(app)).map((row) => [row.system, row]));
    const next = await this.runs.nextOf(app);
    const hooks = await this.hooks.list(app);
    const systems = [...new Set([...connectors.map(({ system }) => system), ...rows.keys()])].sort();
    return systems.map((system) => {
      const row = rows.get(system);
      const own = connectors.filter((one) => one.system === system);
      return {
        system,
        label: own.find(({ systemLabel }) => systemLabel !== undefined)?.systemLabel ?? system,
        connection: row ? this.#shown(row) : null,
        connectors: own.map(({ id, label, direction }) => ({
          id,
          label,
          direction,
          nextAt: next.get(id) ?? null,
          hook: hooks.get(id) ?? null,
        })),
      };
    });
  }

  /** @throws Problem 404 for a system that no connector of the app names, 422 for settings that are missing */
  async save(app: string, system: string, body: ConnectionBody): Promise<void> {
    const { documents } = await this.registry.app(app);
    if (![...documents.connectors.values()].some((one) => one.system === system)) throw notFound();
    const auth = authOf(body.auth);
    if (!auth) throw badRequest(sentence('没有这种认证方式', 'There is no such way to sign in'));
    await this.calls.check(body.url);
    const before = await this.store.find(app, system);
    const kept = before?.auth === body.auth ? this.calls.secretsOf(before) : {};
    const secrets: Record<string, string> = {};
    const settings: Record<string, string> = {};
    const issues = auth.settings.flatMap(({ id, label, isSecret, isOptional }) => {
      const value = isSecret ? (body.secrets[id] ?? kept[id]) : body.settings[id];
      if (value) (isSecret ? secrets : settings)[id] = value;
      const words = label as { 'zh-CN': string; en: string };
      const message = sentence(`请填写${words['zh-CN']}`, `${words.en} is missing`);
      return value || isOptional ? [] : [{ path: [id], code: 'required', message }];
    });
    if (issues.length > 0) throw invalid(issues);
    const { url, isEnabled } = body;
    const sealed = this.calls.seal(app, system, secrets);
    await this.store.save({ app, system, url, auth: body.auth, settings, secrets: sealed, isEnabled });
    this.calls.forget(app, system);
  }

  async remove(app: string, system: string): Promise<void> {
    if (!(await this.store.remove(app, system))) throw notFound();
    this.calls.forget(app, system);
  }

  async connector(app: string, id: string): Promise<Connector> {
    const found = (await this.registry.app(app)).documents.connectors.get(id);
    if (!found) throw notFound();
    return found;
  }

  #shown(row: ConnectionRow): NonNullable<ConnectionData['connection']> {
    const { url, auth, settings, isEnabled } = row;
    return { url, auth, settings, isEnabled, kept: Object.keys(this.calls.secretsOf(row)) };
  }
}
