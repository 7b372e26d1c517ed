import type { PublicFormData } from '@fieldwork/api-contract';
import { fieldOf, fillMessage, type PublicFormChannel, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import type { ChannelPlace } from './public-request.store.js';
import { RecordLink } from './record-link.js';

export interface About {
  record: { id: string; shown: PublicFormData['about'] } | null;
  refused: PublicFormData['refused'];
}

/** The record that a link to a public form names. */
@Injectable()
export class AboutRecords {
  constructor(
    private readonly links: RecordLink,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
    private readonly database: Database,
  ) {}

  /**
   * Its id, and what visitors see of it; `refused`: there was a link, but it is not valid or its record is gone.
   * @throws Problem 404 where the form is closed without one
   */
  async find(place: ChannelPlace, { about }: PublicFormChannel, token: string | null): Promise<About> {
    if (!about) return { record: null, refused: null };
    const id = token === null ? null : await this.links.idOf(place, about.form, token);
    const { app, form, viewer } = await this.gate.openAsPlatform(place.app, about.form, null, {
      kind: 'channel',
    });
    const record = id === null ? null : await this.records.find(viewer, form, id);
    if (id === null || !record || record.deleted_at) {
      const isOpen = about.required !== true || (token !== null && about.typed !== undefined);
      if (!isOpen) throw notFound();
      const typed = about.typed === undefined ? null : (fieldOf(form, about.typed)?.label ?? null);
      return { record: null, refused: token === null ? null : { typed } };
    }
    const scope = {
      form,
      forms: app.documents.forms,
      values: record,
      timeZone: viewer.context.timeZone,
    };
    const shown = about.shown.flatMap((path) => {
      const label: Text | undefined = fieldOf(form, path)?.label;
      const value = fillMessage(`{{${path}}}`, scope);
      const isEmpty = Object.values(value).every((words) => words === '');
      return label === undefined || isEmpty ? [] : [{ label, value }];
    });
    return { record: { id, shown }, refused: null };
  }

  /** Its values, with what `paths` lead to; never for the visitor's eyes. null where the link names none. */
  async read(
    place: ChannelPlace,
    { about }: PublicFormChannel,
    token: string | null,
    paths: readonly string[],
  ): Promise<Record<string, unknown> | null> {
    const id = about && token !== null ? await this.links.idOf(place, about.form, token) : null;
    if (!about || id === null) return null;
    const { form, viewer } = await this.gate.openAsPlatform(place.app, about.form, null, { kind: 'channel' });
    return this.facts.read(this.database, viewer, form, id, paths);
  }

  /** The one record that a visitor means by what he typed; null where it is none, or not one alone. */
  async byName(place: ChannelPlace, { about }: PublicFormChannel, typed: string): Promise<string | null> {
    if (about?.typed === undefined) return null;
    const { form, viewer } = await this.gate.openAsPlatform(place.app, about.form, null, {
      kind: 'channel',
    });
    const filter = { '==': [{ var: about.typed }, typed] };
    const query = { filter, fields: ['id'], page: 1, pageSize: 2, count: 'none', deleted: 'no' } as const;
    const { json } = await this.records.list(viewer, form, { ...query, fields: [...query.fields] });
    const found = JSON.parse(json) as { id: string }[];
    return found.length === 1 ? (found[0]?.id ?? null) : null;
  }
}
