import { openForm, type Values } from '@fieldwork/form-engine';
import type { Figure, Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import { completed } from './record-completion.js';
import { RecordFigures } from './record-figures.js';
import type { Viewer } from './viewer.js';

/** Records as flows and rules need them: with the fields of other records that their expressions read. */
@Injectable()
export class RecordFacts {
  constructor(
    private readonly store: RecordStore,
    private readonly figures: RecordFigures,
  ) {}

  /** The record, in the recycle bin or not, with what `paths` lead to and its figures; null where there is none. */
  async read(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    id: string,
    paths: readonly string[],
    figures?: readonly Figure[],
  ): Promise<Values | null> {
    const json = await this.store.get(on, viewer, form, id);
    if (json === null) return null;
    return this.complete(on, viewer, form, JSON.parse(json) as Values, paths, figures);
  }

  /** Fills in what `paths` read through references (`customer.tier` becomes a member of `customer`), and `figure`. */
  async complete(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    values: Values,
    paths: readonly string[],
    figures?: readonly Figure[],
  ): Promise<Values> {
    const filled = await completed(this.store, on, viewer, form, values, paths);
    if (!figures || figures.length === 0) return filled;
    return { ...filled, figure: await this.figures.read(on, viewer, form, figures, filled) };
  }
}

/** How the form of a record follows what is written to it; for the engines, which know no forms at rest. */
export function settler(form: Form, { documents: { forms }, context }: Viewer): (values: Values) => Values {
  return (values) => openForm(form, values, {}, { forms, context }).settled;
}
