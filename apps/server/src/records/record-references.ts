import type { Issue } from '@fieldwork/expression';
import { type Form, idOf } from '@fieldwork/metadata';
import { rowCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { lookupsForRights } from './record-lookups.js';
import type { Viewer } from './viewer.js';

/** What a write refers to: it must be there for the writer, and the expressions of form and roles see its fields. */
@Injectable()
export class RecordReferences {
  constructor(private readonly store: RecordStore) {}

  /**
   * Replaces the ids in reference fields by what form and roles look up there. `checks`: whose rights decide whether a
   * record may be referred to; `reads`: the platform, so that rules see what they need; `known`: what was found for
   * records before this one, where there are many.
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
    for (const [field, fields] of lookupsForRights(checks.documents, form)) {
      const id = idOf(values[field]);
      const target = checks.documents.forms.get(
        form.fields.find((candidate) => candidate.id === field)?.form ?? '',
      );
      if (id === null || !target) continue;
      const policy = checks.policy(target.id);
      // Where every row may be read, the foreign key alone decides.
      const isOpen = policy === null || rowCondition(policy, 'read') === true;
      if (isOpen && fields.length === 0) continue;
      const key = `${field} ${id}`;
      let found = known.get(key);
      if (found === undefined) {
        const seen = isOpen || (await this.store.lookup(on, checks, target, id, [])) !== null;
        found = seen ? await this.store.lookup(on, reads, target, id, fields) : null;
        known.set(key, found);
      }
      if (found === null) {
        issues.push({
          path: [field],
          code: 'no_such_record',
          message: { 'zh-CN': '所选记录不存在', en: 'There is no such record' },
        });
      } else values[field] = JSON.parse(found) as unknown;
    }
    return { values, issues };
  }
}
