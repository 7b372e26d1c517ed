import type { StorageChange } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { createSchema, ddlOf } from './storage-ddl.js';

/** Alters the tables of an app, in the transaction of the publish. */
@Injectable()
export class StorageStore {
  async createSchema(tx: Transaction, app: string): Promise<void> {
    await tx.query(createSchema(app));
  }

  async apply(tx: Transaction, app: string, changes: readonly StorageChange[]): Promise<void> {
    const steps = changes.map((change) => ddlOf(app, change));
    for (const step of steps) for (const statement of step.first) await tx.query(statement);
    for (const step of steps) for (const statement of step.then) await tx.query(statement);
  }
}
