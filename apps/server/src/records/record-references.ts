import type { Issue } from '@fieldwork/expression';
import { type Field, type Form, fieldOf, idOf, rowLookupsOf } from '@fieldwork/metadata';
import { rowCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { lookupsForRights } from './record-lookups.js';
import type { Viewer } from './viewer.js';

type Row = Record<string, unknown>;
type Rows = { fields: readonly Field[] };

/** What a write refers to: it must be there for the writer, and the expressions of form and roles see its fields. */
@Injectable()
export class RecordReferences {
  constructor(private readonly store: RecordStore) {}

  /**
   * Replaces the ids in reference fields by what form and roles look up there. `checks`: whose rights decide whether a
   * record may be referred to; `reads`: the platform, so that rules see what they need; `known`: what was found for
   * records before this one, where there are many. In rows only what their read-only columns take from there.
   */
  async resolve(
    on: Queryable,
    form: Form,
    sent: Record<string, unknown>,
    checks: Viewer,
    reads: Viewer,
    known = new Map<string, string | null>(),
  ): Promise<{ values: Record<string, unknown>; issues: Issue[] }> {
    const values = { ...sent };
    const issues: Issue[] = [];
    const { forms } = checks.documents;
    const find = this.#finder(on, checks, reads, known);
    for (const [field, members] of lookupsForRights(checks.documents, form)) {
      const id = idOf(values[field]);
      const target = forms.get(fieldOf(form, field)?.form ?? '');
      if (id === null || !target) continue;
      // Where every row may be read, the foreign key alone decides.
      if (members.length === 0 && isOpen(checks, target)) continue;
      const found = await find(`${field} ${id}`, target, id, members);
      if (found === null) issues.push({ path: [field], ...noSuchRecord });
      else values[field] = JSON.parse(found) as unknown;
    }
    for (const [table, columns] of rowLookupsOf(form))
      for (const [column, members] of columns) {
        const target = forms.get(fieldOf(fieldOf(form, table) as Rows, column)?.form ?? '');
        const rows = values[table];
        if (!target || !Array.isArray(rows)) continue;
        const looked = new Map<string, unknown>();
        for (const id of new Set(rows.map((row) => idOf((row as Row | null)?.[column])))) {
          const found = id && (await find(`${table}.${column} ${id}`, target, id, members));
          if (found) looked.set(id, JSON.parse(found));
        }
        values[table] = rows.map((row: Row | null) => {
          const found = looked.get(idOf(row?.[column]) ?? '');
          return found === undefined ? row : { ...row, [column]: found };
        });
      }
    return { values, issues };
  }

  /** Looks a record up once; null where it is not there for the writer. */
  #finder(on: Queryable, checks: Viewer, reads: Viewer, known: Map<string, string | null>) {
    return async (key: string, target: Form, id: string, members: readonly string[]) => {
      const kept = known.get(key);
      if (kept !== undefined) return kept;
      const isSeen = isOpen(checks, target) || (await this.store.lookup(on, checks, target, id, [])) !== null;
      const found = isSeen ? await this.store.lookup(on, reads, target, id, members) : null;
      known.set(key, found);
      return found;
    };
  }
}

function isOpen(viewer: Viewer, target: Form): boolean {
  const policy = viewer.policy(target.id);
  return policy === null || rowCondition(policy, 'read') === true;
}

const noSuchRecord = {
  code: 'no_such_record',
  message: { 'zh-CN': '所选记录不存在', en: 'There is no such record' },
};
