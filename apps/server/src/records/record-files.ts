import type { Values } from '@fieldwork/form-engine';
import { type AppDocuments, type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { fieldCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import type { FileAccess, FileOwner } from '../files/file-access.js';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { viewerOf } from './viewers.js';

function holdsFiles(field: Field): boolean {
  const target = fieldTypeOf(field).column(field)?.target;
  return target !== undefined && 'platform' in target && target.platform === 'file';
}

/** The files that a field names, those in the rows of a sub-table among them; null where it can hold none. */
function filesIn(field: Field, value: unknown): string[] | null {
  if (holdsFiles(field)) return (value as string[] | null) ?? [];
  const columns = (field.fields ?? []).filter(holdsFiles);
  if (columns.length === 0) return null;
  const rows = (value as Values[] | null) ?? [];
  return rows.flatMap((row) => columns.flatMap((column) => filesIn(column, row[column.id]) ?? []));
}

interface Claiming {
  form: Form;
  by: string | null;
  viewer: { app: string; documents: AppDocuments };
}

/** Files of records: taken over in the transaction that names them, and read by whoever may read the field. */
@Injectable()
export class RecordFiles implements FileAccess {
  constructor(
    private readonly files: FileService,
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly registry: AppRegistry,
    private readonly config: Config,
  ) {}

  /** Runs a write together with the claims of the files it names; without files it stays a single statement. */
  async claiming<T>(
    on: Queryable,
    { form, by, viewer }: Claiming,
    recordId: string,
    values: Values,
    work: (on: Queryable) => Promise<T>,
  ): Promise<T> {
    const named = form.fields.flatMap((field) => {
      const ids = Object.hasOwn(values, field.id) ? filesIn(field, values[field.id]) : null;
      return ids === null ? [] : [{ field: field.id, ids }];
    });
    if (named.length === 0) return work(on);
    const claimAll = async (tx: Queryable): Promise<T> => {
      for (const { field, ids } of named) {
        const owner: FileOwner = { app: viewer.app, form: form.id, recordId, field };
        await this.files.claim(tx, ids, owner, by);
      }
      return work(tx);
    };
    return on === this.database ? this.database.transaction(claimAll) : claimAll(on);
  }

  async mayRead(caller: Caller, owner: FileOwner): Promise<boolean> {
    const app = await this.registry.find(owner.app);
    const form = app?.documents.forms.get(owner.form);
    if (!app || !form) return false;
    const viewer = viewerOf(caller, app, this.config.timeZone);
    const policy = viewer.policy(form.id);
    if (policy && fieldCondition(policy, owner.field) === false) return false;
    const json = await this.store.get(this.database, viewer, form, owner.recordId);
    if (json === null) return false;
    const value = (JSON.parse(json) as Values)[owner.field];
    return Array.isArray(value) && value.length > 0;
  }
}
