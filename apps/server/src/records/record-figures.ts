import type { Values } from '@fieldwork/form-engine';
import { type Figure, type Form, plainOrRowsAt } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { type Currents, currentPaths, FigureStore, type Others } from './figure.store.js';
import { RecordStore } from './record.store.js';
import { completed } from './record-completion.js';
import type { Viewer } from './viewer.js';

/** Figures over other records, such as how often this device was served in 30 days; read with the viewer's eyes. */
@Injectable()
export class RecordFigures {
  constructor(
    private readonly figures: FigureStore,
    private readonly records: RecordStore,
  ) {}

  /** `figure.<id>` for one record at hand, whose values need not be written yet. */
  async read(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    figures: readonly Figure[] | undefined,
    values: Values,
  ): Promise<Record<string, unknown>> {
    return (await this.readMany(on, viewer, form, figures, [values]))[0] ?? {};
  }

  /** The same for many records of one form, in one question. */
  async readMany(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    figures: readonly Figure[] | undefined,
    list: readonly Values[],
  ): Promise<Record<string, unknown>[]> {
    if (!figures || figures.length === 0 || list.length === 0) return list.map(() => ({}));
    const currents = await this.#currents(on, viewer, form, figures, list);
    return this.figures.read(on, viewer, form, figures, currents);
  }

  /** Figures for whatever the rows of `currents` stand for, such as pairs of records; one answer per row. */
  readRows(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    figures: readonly Figure[],
    currents: Currents,
  ): Promise<Record<string, unknown>[]> {
    return this.figures.read(on, viewer, form, figures, currents);
  }

  /** Ids of the records of another form that match for the record at hand, the oldest first. */
  async find(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    others: Others,
    values: Values,
    limit: number,
  ): Promise<string[]> {
    const currents = await this.#currents(on, viewer, form, others.filter, [values]);
    return this.figures.find(on, viewer, form, others, currents, limit);
  }

  async #currents(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    part: unknown,
    list: readonly Values[],
  ): Promise<Currents> {
    const paths = currentPaths(part);
    const rows: unknown[][] = [];
    for (const values of list) {
      const filled = await completed(this.records, on, viewer, form, values, paths);
      rows.push(paths.map((path) => plainOrRowsAt(filled, path)));
    }
    return { paths, rows };
  }
}
