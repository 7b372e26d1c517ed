import { createHash } from 'node:crypto';
import { type WorkingPlan, workingHorizon, workingYears } from '@fieldwork/expression';
import { calendarsOf } from '@fieldwork/metadata';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import { type PublishedApp, versionKey } from '../metadata/published-app.js';
import { Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/database/queryable.js';
import { CalendarStore } from './calendar.store.js';

/**
 * Keeps the spans of published calendars, for SQL. What one calendar changes, those that include it change too; a new
 * version of the product may know more years or holidays, so all are looked at when the server starts.
 */
@Injectable()
export class CalendarLayout implements OnModuleInit, OnApplicationBootstrap {
  readonly #log = new Logger('Calendars');

  constructor(
    private readonly registry: AppRegistry,
    private readonly documents: DocumentEvents,
    private readonly store: CalendarStore,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const layOut = (tx: Transaction, { app }: { app: string }) => this.layOut(tx, app);
    this.documents.follow('calendar.published', 'calendar', layOut);
    // The app's own time zone holds for calendars that name none.
    this.documents.follow('calendar.app_published', 'app', layOut);
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const app of await this.registry.all()) {
      if (app.documents.calendars.size === 0) continue;
      try {
        await this.store.database.transaction((tx) => this.layOut(tx, app.id));
      } catch (error) {
        this.#log.error({ msg: 'calendars could not be laid out', app: app.id, error });
      }
    }
  }

  /** Lays out the calendars of an app that are not as they are published. */
  async layOut(tx: Transaction, id: string): Promise<void> {
    const app = await this.registry.find(id);
    if (!app || app.documents.calendars.size === 0) return;
    await this.store.lock(tx, id);
    const known = new Map(
      (await this.store.laidOut(tx, id)).map(({ calendar, digest }) => [calendar, digest]),
    );
    for (const calendar of app.documents.calendars.keys())
      await this.#one(tx, app, calendar, known.get(calendar));
  }

  async #one(tx: Transaction, app: PublishedApp, calendar: string, known: string | undefined): Promise<void> {
    const time = calendarsOf(app.documents, this.config.timeZone).find(calendar);
    if (!time) return;
    const digest = digestOf(time.plan);
    if (digest === known) return;
    const version = app.versions.get(versionKey('calendar', calendar)) ?? 0;
    const spans = time.spans(workingHorizon.start, workingHorizon.end);
    await this.store.replace(tx, { app: app.id, calendar, version, digest }, spans);
  }
}

function digestOf({ timeZone, week, days }: WorkingPlan): string {
  const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([workingYears, timeZone, week, sorted, process.versions.tz]);
  return createHash('sha256').update(text).digest('hex');
}
