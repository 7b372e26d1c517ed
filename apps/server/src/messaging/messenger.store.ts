import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface MessengerRow {
  id: string;
  type: string;
  name: string;
  settings: Readonly<Record<string, string>>;
  /** Sealed; see MessengerService. */
  secrets: string;
  /** Whether members can have their notices by it. */
  forNotices: boolean;
  isEnabled: boolean;
}

export interface MessageRoute {
  app: string;
  channel: string;
  messengerId: string;
  template: string | null;
}

const columns = `m.id, m.type, m.name, m.settings, m.secrets, m.for_notices as "forNotices", m.is_enabled as "isEnabled"`;

@Injectable()
export class MessengerStore {
  constructor(readonly database: Database) {}

  async list(): Promise<MessengerRow[]> {
    const { rows } = await this.database.query<MessengerRow>(
      `select ${columns} from platform.messenger m order by m.name, m.id`,
    );
    return rows;
  }

  async find(id: string, on: Queryable = this.database): Promise<MessengerRow | null> {
    const { rows } = await on.query<MessengerRow>(
      `select ${columns} from platform.messenger m where m.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async save({ id, type, name, settings, secrets, forNotices, isEnabled }: MessengerRow): Promise<void> {
    await this.database.query(
      `insert into platform.messenger (id, type, name, settings, secrets, for_notices, is_enabled)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set name = excluded.name, settings = excluded.settings, secrets = excluded.secrets,
         for_notices = excluded.for_notices, is_enabled = excluded.is_enabled`,
      [id, type, name, JSON.stringify(settings), secrets, forNotices, isEnabled],
    );
  }

  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.database.query('delete from platform.messenger where id = $1', [id]);
    return rowCount === 1;
  }

  async routes(): Promise<MessageRoute[]> {
    const { rows } = await this.database.query<MessageRoute>(
      `select app, channel, messenger_id as "messengerId", template from platform.message_route order by app, channel`,
    );
    return rows;
  }

  /** The messenger that a channel of an app goes by, when it is switched on. */
  async routeOf(
    on: Queryable,
    app: string,
    channel: string,
  ): Promise<(MessengerRow & { template: string | null }) | null> {
    const { rows } = await on.query<MessengerRow & { template: string | null }>(
      `select ${columns}, r.template from platform.message_route r
       join platform.messenger m on m.id = r.messenger_id
       where r.app = $1 and r.channel = $2 and m.is_enabled`,
      [app, channel],
    );
    return rows[0] ?? null;
  }

  async setRoute({ app, channel, messengerId, template }: MessageRoute): Promise<void> {
    await this.database.query(
      `insert into platform.message_route (app, channel, messenger_id, template) values ($1, $2, $3, $4)
       on conflict (app, channel) do update set messenger_id = excluded.messenger_id, template = excluded.template`,
      [app, channel, messengerId, template],
    );
  }

  async clearRoute(app: string, channel: string): Promise<void> {
    await this.database.query('delete from platform.message_route where app = $1 and channel = $2', [
      app,
      channel,
    ]);
  }
}
