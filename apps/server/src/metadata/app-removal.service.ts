import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { AppRegistry } from './app-registry.js';
import { DocumentStore } from './document.store.js';
import { RemovalStore } from './removal.store.js';
import { refuseOtherName } from './typed-name.js';

/** Takes a whole app away: its documents with every version, its records, and all that is kept about them. */
@Injectable()
export class AppRemovalService {
  constructor(
    private readonly database: Database,
    private readonly registry: AppRegistry,
    private readonly documents: DocumentStore,
    private readonly rows: RemovalStore,
    private readonly events: EventBus,
  ) {}

  /** @throws Problem 404, 422 where its name is not typed */
  async remove(app: string, name: string | undefined): Promise<void> {
    const { documents } = await this.registry.app(app);
    refuseOtherName(documents.app.label, name);
    await this.database.transaction(
      async (tx) => {
        if ((await this.documents.lockApp(tx, app)) === null) throw notFound();
        await this.rows.dropApp(tx, app);
        await this.documents.removeApp(tx, app);
        tx.afterCommit(() => this.events.publish({ topic: 'documents', app }));
      },
      { lockTimeoutMs: 10_000, statementTimeoutMs: 120_000 },
    );
    this.registry.forget(app);
    this.database.forgetPlans();
  }
}
