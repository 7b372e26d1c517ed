import type { PublicFormData } from '@fieldwork/api-contract';
import { fieldOf, fillMessage, type PublicFormChannel, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { ChannelPlace } from './public-request.store.js';
import { RecordLink } from './record-link.js';

/** The record that a link to a public form names. */
@Injectable()
export class AboutRecords {
  constructor(
    private readonly links: RecordLink,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
  ) {}

  /**
   * Its id, and what visitors see of it; null without a (valid) link or once the record is gone.
   * @throws Problem 404 where the form is closed without one
   */
  async find(
    place: ChannelPlace,
    { about }: PublicFormChannel,
    token: string | null,
  ): Promise<{ id: string; shown: PublicFormData['about'] } | null> {
    if (!about) return null;
    const id = token === null ? null : this.links.idOf(place, about.form, token);
    const { app, form, viewer } = await this.gate.openAsPlatform(place.app, about.form, null, {
      kind: 'channel',
    });
    const record = id === null ? null : await this.records.find(viewer, form, id);
    if (id === null || !record || record.deleted_at) {
      if (about.required === true) throw notFound();
      return null;
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
    return { id, shown };
  }
}
