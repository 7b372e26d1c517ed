import type { Issue } from '@fieldwork/expression';
import { type Field, type Form, fieldOf, idOf, rowLookupsOf } from '@fieldwork/metadata';
import { rowCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { lookupsForRights } from './record-lookups.js';
import type { Viewer } from './viewer.js';

type Row = Record<string, unknown>;
type Known = Map<string, string | null>;
type Find = (key: string, target: Form, id: string, members: readonly string[]) => Promise<string | null>;

/** What a write refers to: it must be there for the writer, and the expressions of form and roles see its fields. */
@Injectable()
export class RecordReferences {
  constructor(private readonly store: RecordStore) {}

  /**
   * Replaces the ids in reference fields by what form and roles look up there. `checks`: whose rights decide whether a
   * record may be referred to; `reads`: the platform, so that rules see what they need; `known`: what was found for
   * records before this one, where there are many; `base`: the record as it stands. In rows is looked up only what
   * their read-only columns take from there.
   */
  async resolve(
    on: Queryable,
    form: Form,
    sent: Record<string, unknown>,
    checks: Viewer,
    reads: Viewer,
    { known = new Map(), base = null }: { known?: Known | undefined; base?: Row | null } = {},
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
    for (const table of form.fields.filter(({ fields }) => fields !== undefined)) {
      const rows = values[table.id];
      if (!Array.isArray(rows)) continue;
      const members = rowLookupsOf(form).get(table.id);
      const standing = base?.[table.id];
      const resolved = await this.#resolveRows({ table, rows, standing }, checks, find, members);
      values[table.id] = resolved.rows;
      issues.push(...resolved.issues);
    }
    return { values, issues };
  }

  /**
   * The same for the rows of a sub-table. They are sent whole, so what a row of the record refers to already may stand
   * there for somebody who does not see it.
   */
  async #resolveRows(
    { table, rows, standing }: { table: Field; rows: readonly unknown[]; standing: unknown },
    checks: Viewer,
    find: Find,
    lookups: ReadonlyMap<string, readonly string[]> = new Map(),
  ): Promise<{ rows: unknown[]; issues: Issue[] }> {
    const resolved = [...rows];
    const issues: Issue[] = [];
    for (const { id: column, form } of table.fields ?? []) {
      const target = checks.documents.forms.get(form ?? '');
      const members = lookups.get(column) ?? [];
      if (!target || (members.length === 0 && isOpen(checks, target))) continue;
      const known = new Set(idsIn(standing, column));
      for (const [index, id] of idsIn(rows, column).entries()) {
        if (id === null) continue;
        const found = await find(`${table.id}.${column} ${id}`, target, id, members);
        const isRefused = found === null && checks.policy(target.id) !== null && !known.has(id);
        if (isRefused) issues.push({ path: [table.id, index, column], ...noSuchRecord });
        // What was sent beside the id is nobody's word.
        const value: unknown = found === null ? id : JSON.parse(found);
        resolved[index] = { ...(resolved[index] as Row), [column]: value };
      }
    }
    return { rows: resolved, issues };
  }

  /** Looks a record up once; null where it is not there for the writer. */
  #finder(on: Queryable, checks: Viewer, reads: Viewer, known: Known): Find {
    return async (key, target, id, members) => {
      const kept = known.get(key);
      if (kept !== undefined) return kept;
      const isSeen = isOpen(checks, target) || (await this.store.lookup(on, checks, target, id, [])) !== null;
      const found = isSeen ? await this.store.lookup(on, reads, target, id, members) : null;
      known.set(key, found);
      return found;
    };
  }
}

/** Whom each row refers to in a column. */
function idsIn(rows: unknown, column: string): (string | null)[] {
  return Array.isArray(rows) ? rows.map((row: Row | null) => idOf(row?.[column])) : [];
}

function isOpen(viewer: Viewer, target: Form): boolean {
  const policy = viewer.policy(target.id);
  return policy === null || rowCondition(policy, 'read') === true;
}

const noSuchRecord = {
  code: 'no_such_record',
  message: { 'zh-CN': '所选记录不存在', en: 'There is no such record' },
};
