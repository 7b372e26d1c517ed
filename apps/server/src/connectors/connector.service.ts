import type { ConnectorRun } from '@fieldwork/api-contract';
import type { Connector } from '@fieldwork/metadata';
import { nextMoment } from '@fieldwork/rule-engine';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Config } from '../platform/config/config.js';
import { badRequest, conflict, sentence } from '../platform/http/problem.js';
import { type JobContext, JobService } from '../platform/jobs/job.service.js';
import { ConnectionService } from './connection.service.js';
import { ConnectorReader } from './connector-reader.js';
import { RunStore } from './run.store.js';

const LOOK_MS = 15_000;
const SHOWN_RUNS = 50;

interface ConnectorTask {
  app: string;
  connector: string;
  isDry: boolean;
}

/** Runs connectors that bring something in: by hand as a job, and at their hours; of several processes one does. */
@Injectable()
export class ConnectorService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Connectors');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  /** Ends what runs by its hours when the process ends. */
  readonly #end = new AbortController();

  constructor(
    private readonly connections: ConnectionService,
    private readonly reader: ConnectorReader,
    private readonly runs: RunStore,
    private readonly jobs: JobService,
    private readonly registry: AppRegistry,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.on<ConnectorTask>('connector.run', (task, context) => this.#run(task, context));
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    this.#timer = setInterval(() => {
      this.#running ??= this.look().finally(() => {
        this.#running = null;
      });
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#end.abort();
    await this.#running;
  }

  /** @throws Problem 404, 400 for a connector that brings nothing in */
  async start(caller: Caller, app: string, id: string, isDry: boolean): Promise<string> {
    const connector = await this.connections.connector(app, id);
    if (connector.direction !== 'in')
      throw badRequest(sentence('这个连接器不能手动运行', 'This connector is not run by hand'));
    const data: ConnectorTask = { app, connector: id, isDry };
    return this.runs.database.transaction((tx) =>
      this.jobs.start(tx, { kind: 'connector.run', data, createdBy: caller.userId, app }),
    );
  }

  async log(app: string, id: string): Promise<ConnectorRun[]> {
    await this.connections.connector(app, id);
    return this.runs.list(app, id, SHOWN_RUNS);
  }

  /** Plans what has hours and no next moment yet, then runs what is due. */
  async look(): Promise<void> {
    try {
      await this.#plan();
      for (let due = await this.runs.takeDue(); due; due = await this.runs.takeDue()) {
        const app = await this.registry.find(due.app);
        const connector = app?.documents.connectors.get(due.connector);
        if (!connector?.schedule) {
          await this.runs.plan(due.app, due.connector, null);
          continue;
        }
        await this.reader.run(due.app, connector, false, undefined, this.#end.signal);
        await this.runs.plan(due.app, due.connector, this.#next(connector, app?.documents.app.timeZone));
      }
    } catch (error) {
      this.#log.warn(`Looking for connectors failed: ${(error as Error).message}`);
    }
  }

  async #plan(): Promise<void> {
    for (const { app, system } of await this.runs.connected()) {
      const documents = (await this.registry.find(app))?.documents;
      const known = await this.runs.nextOf(app);
      for (const connector of documents?.connectors.values() ?? [])
        if (connector.system === system && connector.schedule && !known.get(connector.id))
          await this.runs.plan(app, connector.id, this.#next(connector, documents?.app.timeZone));
    }
  }

  #next({ schedule }: Connector, timeZone: string | undefined): string | null {
    return schedule ? nextMoment(schedule, new Date().toISOString(), timeZone ?? this.config.timeZone) : null;
  }

  async #run(
    { app, connector: id, isDry }: ConnectorTask,
    { progress, signal }: JobContext,
  ): Promise<ConnectorRun | null> {
    const connector = await this.connections.connector(app, id);
    const run = await this.reader.run(
      app,
      connector,
      isDry,
      ({ read, failed }) => progress({ done: read, total: null, failed }),
      signal,
    );
    if (run === null) throw conflict(sentence('它正在运行', 'It is running already'));
    return (await this.runs.list(app, id, SHOWN_RUNS)).find((one) => one.id === run) ?? null;
  }
}
