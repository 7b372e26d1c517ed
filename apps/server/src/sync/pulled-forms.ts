import { createHash } from 'node:crypto';
import type { PullAnswer, PullBody, PulledForm } from '@fieldwork/api-contract';
import type { FieldPage } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { policyOf } from '../access/policies.js';
import type { Caller } from '../identity/caller.js';
import { accessOf } from '../metadata/form-access.js';
import type { PublishedApp } from '../metadata/published-app.js';
import { Config } from '../platform/config/config.js';
import { RecordSets } from '../records/record-sets.js';
import { viewerOf } from '../records/viewers.js';
import { PullSets } from './pull-sets.js';

const mostRecords = 20_000;
const mostBytes = 30_000_000;

interface Taken {
  sets: PulledForm[];
  leftOut: NonNullable<PullAnswer['leftOut']>;
  /** The forms of the page, whether or not there are records of them. */
  taken: string[];
}

const noAccess: PulledForm['access'] = {
  read: false,
  create: false,
  update: false,
  delete: false,
  import: false,
  export: false,
  byRecord: false,
  hidden: [],
  readOnly: [],
};

/** The records that a device is to hold, compared with those it has. */
@Injectable()
export class PulledForms {
  constructor(
    private readonly wanted: PullSets,
    private readonly records: RecordSets,
    private readonly config: Config,
  ) {}

  async of(caller: Caller, app: PublishedApp, page: FieldPage, known: PullBody['known']): Promise<Taken> {
    const { documents } = app;
    const viewer = viewerOf(caller, app, this.config.timeZone);
    const wanted = await this.wanted.of(viewer, page);
    const room = { records: page.limits?.records ?? mostRecords, bytes: page.limits?.bytes ?? mostBytes };
    const sets: PulledForm[] = [];
    const leftOut: Taken['leftOut'] = [];
    for (const [id, ids] of wanted) {
      const form = documents.forms.get(id);
      if (!form) continue;
      const found = await this.records.many(viewer, form, [...ids]);
      const has = Object.hasOwn(known, id) ? (known[id] ?? {}) : {};
      const changed: PulledForm['changed'] = [];
      const kept = new Set<string>();
      for (const record of ids) {
        const json = found.get(record);
        if (json === undefined) continue;
        if (room.records <= 0 || room.bytes < json.length) continue;
        room.records -= 1;
        room.bytes -= json.length;
        kept.add(record);
        const tag = tagOf(json);
        if (!Object.hasOwn(has, record) || has[record] !== tag)
          changed.push({ tag, record: JSON.parse(json) });
      }
      if (kept.size < found.size) leftOut.push({ form: id, count: found.size - kept.size });
      const access = accessOf(policyOf(caller, app.id, documents, id), form, documents);
      sets.push({ form: id, access, changed, gone: Object.keys(has).filter((one) => !kept.has(one)) });
    }
    for (const [id, has] of Object.entries(known))
      if (!wanted.has(id) && Object.keys(has).length > 0)
        sets.push({ form: id, access: noAccess, changed: [], gone: Object.keys(has) });
    return { sets, leftOut, taken: [...wanted.keys()] };
  }
}

/** Tells whether a record still looks to its reader as it did. */
function tagOf(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, 22);
}
