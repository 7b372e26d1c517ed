import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface WebhookRow {
  id: string;
  app: string;
  name: string;
  url: string;
  /** Empty: every form of the app. */
  forms: string[];
  /** Empty: everything that happens to records. */
  kinds: string[];
  /** Sealed; see SigningSecrets. */
  secrets: string;
  isEnabled: boolean;
  disabledBecause: string | null;
}

/** What the secrets of one webhook are sealed for. */
export const purposeOf = (id: string) => `webhook ${id}`;

const columns = `id, app, name, url, forms, kinds, secrets, is_enabled as "isEnabled",
  disabled_because as "disabledBecause"`;

@Injectable()
export class WebhookStore {
  constructor(readonly database: Database) {}

  async list(app: string): Promise<WebhookRow[]> {
    const { rows } = await this.database.query<WebhookRow>(
      `select ${columns} from platform.webhook where app = $1 order by name, id`,
      [app],
    );
    return rows;
  }

  async find(id: string, on: Queryable = this.database): Promise<WebhookRow | null> {
    const { rows } = await on.query<WebhookRow>(`select ${columns} from platform.webhook where id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** Those that want to hear of this. */
  async wanting(
    app: string,
    form: string,
    kind: string,
    on: Queryable = this.database,
  ): Promise<WebhookRow[]> {
    const { rows } = await on.query<WebhookRow>(
      `select ${columns} from platform.webhook where app = $1 and is_enabled
         and (forms = '{}' or $2 = any (forms)) and (kinds = '{}' or $3 = any (kinds)) order by id`,
      [app, form, kind],
      'webhook_wanting',
    );
    return rows;
  }

  /** Apps, forms (`*`: every one) and kinds that anybody wants to hear of. */
  async wanted(on: Queryable = this.database): Promise<{ app: string; forms: string[]; kinds: string[] }[]> {
    const { rows } = await on.query<{ app: string; forms: string[]; kinds: string[] }>(
      'select app, forms, kinds from platform.webhook where is_enabled',
    );
    return rows;
  }

  async save({ id, app, name, url, forms, kinds, secrets, isEnabled }: WebhookRow): Promise<void> {
    await this.database.query(
      `insert into platform.webhook (id, app, name, url, forms, kinds, secrets, is_enabled)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set name = excluded.name, url = excluded.url, forms = excluded.forms,
         kinds = excluded.kinds, secrets = excluded.secrets, is_enabled = excluded.is_enabled,
         disabled_because = case when excluded.is_enabled then null else platform.webhook.disabled_because end`,
      [id, app, name, url, forms, kinds, secrets, isEnabled],
    );
  }

  async disable(id: string, because: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `update platform.webhook set is_enabled = false, disabled_because = $2 where id = $1 and is_enabled`,
      [id, because],
    );
    return rowCount === 1;
  }

  async remove(app: string, id: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'delete from platform.webhook where app = $1 and id = $2',
      [app, id],
    );
    return rowCount === 1;
  }
}
