import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface ConnectionRow {
  app: string;
  system: string;
  url: string;
  auth: string;
  settings: Readonly<Record<string, string>>;
  secrets: string;
  isEnabled: boolean;
}

const columns = `app, system, url, auth, settings, secrets, is_enabled as "isEnabled"`;

@Injectable()
export class ConnectionStore {
  constructor(readonly database: Database) {}

  async list(app: string): Promise<ConnectionRow[]> {
    const { rows } = await this.database.query<ConnectionRow>(
      `select ${columns} from platform.connection where app = $1 order by system`,
      [app],
    );
    return rows;
  }

  async find(app: string, system: string): Promise<ConnectionRow | null> {
    const { rows } = await this.database.query<ConnectionRow>(
      `select ${columns} from platform.connection where app = $1 and system = $2`,
      [app, system],
      'connection_find',
    );
    return rows[0] ?? null;
  }

  async save({ app, system, url, auth, settings, secrets, isEnabled }: ConnectionRow): Promise<void> {
    await this.database.query(
      `insert into platform.connection (app, system, url, auth, settings, secrets, is_enabled)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (app, system) do update set url = excluded.url, auth = excluded.auth,
         settings = excluded.settings, secrets = excluded.secrets, is_enabled = excluded.is_enabled`,
      [app, system, url, auth, JSON.stringify(settings), secrets, isEnabled],
    );
  }

  async remove(app: string, system: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'delete from platform.connection where app = $1 and system = $2',
      [app, system],
    );
    return rowCount === 1;
  }
}
