import {
  assignedValues,
  boundFilter,
  type ExpressionJson,
  type Form,
  fieldOf,
  fieldTypeOf,
  idOf,
  type PublicFormChannel,
  pathsIn,
  publicScopeTypes,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { phoneDigits } from '../overviews/lookup-terms.js';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import type { Opened } from '../records/record-gate.js';
import type { Filing } from './public-filing.js';

type Values = Record<string, unknown>;

/** What answers of a stranger make of a record: what was asked, and what the channel says by itself. */
@Injectable()
export class PublicAnswers {
  constructor(
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
  ) {}

  /** Ids of the files that answers name. */
  filesIn(form: Form, values: Values): string[] {
    return Object.entries(values).flatMap(([id, value]) => {
      const field = fieldOf(form, id);
      const target = field && fieldTypeOf(field).column(field)?.target;
      const isFiles = target !== undefined && 'platform' in target && target.platform === 'file';
      return isFiles && Array.isArray(value) ? value.flatMap((one) => idOf(one) ?? []) : [];
    });
  }

  /** The values of the new record: the answers, and over them what the channel sets. */
  async complete(
    on: Queryable,
    opened: Opened,
    channel: PublicFormChannel,
    values: Values,
    { about, person }: Pick<Filing, 'about' | 'person'>,
  ): Promise<Values> {
    const { forms } = opened.app.documents;
    const named: Values = {};
    if (channel.about && about !== null)
      named.about = await this.#record(on, opened, channel, { id: 'about', form: channel.about.form }, about);
    // Whoever has signed in is found already.
    const own = channel.find?.find(({ form }) => form === person?.form);
    for (const find of channel.find ?? []) {
      const id =
        person && find === own
          ? person.id
          : await this.#find(on, opened, find.form, boundFilter(find.filter, plainAnswers(values)));
      if (id !== null) named[find.id] = await this.#record(on, opened, channel, find, id);
    }
    const scope = {
      types: publicScopeTypes(channel, forms),
      values: { ...values, ...named },
      context: opened.viewer.context,
    };
    return { ...values, ...assignedValues(channel.set, opened.form, forms, scope) };
  }

  async #find(on: Queryable, opened: Opened, formId: string, filter: ExpressionJson): Promise<string | null> {
    const form = opened.app.documents.forms.get(formId);
    if (!form) return null;
    const query = {
      filter,
      fields: ['id'],
      sort: ['created_at'],
      page: 1,
      pageSize: 1,
      count: 'none' as const,
      deleted: 'no' as const,
    };
    const { json } = await this.records.list(opened.write.platform, form, query, on);
    return (JSON.parse(json) as { id: string }[])[0]?.id ?? null;
  }

  async #record(
    on: Queryable,
    opened: Opened,
    channel: PublicFormChannel,
    named: { id: string; form: string },
    id: string,
  ): Promise<Values | null> {
    const form = opened.app.documents.forms.get(named.form);
    if (!form) return null;
    const prefix = `${named.id}.`;
    const paths = pathsIn(channel.set).flatMap((path) =>
      path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
    );
    return this.facts.read(on, opened.write.platform, form, id, paths);
  }
}

/** Answers as they are compared: telephone numbers without spaces and prefix. */
function plainAnswers(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      typeof value === 'string' ? (phoneDigits(value) ?? value) : value,
    ]),
  );
}
