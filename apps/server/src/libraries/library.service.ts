import {
  type LibraryData,
  type LibraryQuery,
  type LibraryRecord,
  type LibraryRow,
  libraryPaging,
} from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type ExpressionJson, type Field, fieldOf, fieldTypeOf, isId, namedFiles } from '@fieldwork/metadata';
import { textOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { FileService, type OpenFile } from '../files/file.service.js';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { SearchService } from '../search/search.service.js';
import type { OpenLibrary } from './library-door.js';
import { LibraryParts, recordPath } from './library-parts.js';

const excerptLength = 120;

/** What is looked for, and among which of what is open. */
export interface Asked {
  question: string;
  filter?: ExpressionJson | undefined;
  leastPercent?: number | undefined;
}

/** Libraries as people outside read them. Which records and fields there are is up to the eyes that the door gave. */
@Injectable()
export class LibraryService {
  constructor(
    private readonly records: RecordService,
    private readonly search: SearchService,
    private readonly parts: LibraryParts,
    private readonly files: FileService,
  ) {}

  async list(library: OpenLibrary, { q, group, page: number }: LibraryQuery): Promise<LibraryData> {
    const { page, form } = library;
    const grouping = page.groups === undefined ? undefined : fieldOf(form, page.groups);
    const filter = grouping && group !== '' ? within(grouping, group) : undefined;
    const { rows, hasMore } =
      q === '' ? await this.#all(library, filter, number) : await this.#found(library, q, filter, number);
    return {
      brand: page.brand,
      label: page.label,
      intro: page.intro ?? null,
      groups: grouping?.options?.map(({ id, label }) => ({ id, label })) ?? [],
      rows,
      hasMore,
      report: reportOf(library),
    };
  }

  async read(library: OpenLibrary, id: string): Promise<LibraryRecord> {
    const values = await this.#record(library, id);
    const { brand, label } = library.page;
    return {
      brand,
      label,
      title: titleOf(library, values),
      parts: await this.parts.of(library, values),
      report: reportOf(library),
    };
  }

  /** A picture or file that the record shows. @throws Problem 404 */
  async open(library: OpenLibrary, id: string, file: string): Promise<OpenFile> {
    const values = await this.#record(library, id);
    const { app, form, page } = library;
    const holder = page.shown.find(({ field: shown }) => {
      const field = fieldOf(form, shown);
      return field !== undefined && namedFiles(field, values[shown]).includes(file);
    });
    if (!holder) throw notFound();
    return this.files.openOf({ app: app.id, form: form.id, recordId: id, field: holder.field }, file);
  }

  /** What may help, the best first. */
  async help(library: OpenLibrary, asked: Asked, limit: number): Promise<LibraryRow[]> {
    return this.#hits(library, asked, limit);
  }

  async #record({ form, viewer }: OpenLibrary, id: string): Promise<Values> {
    const values = isId(id) ? await this.records.find(viewer, form, id) : null;
    if (!values || values.deleted_at) throw notFound();
    return values;
  }

  async #found(library: OpenLibrary, question: string, filter: ExpressionJson | undefined, page: number) {
    const { pageSize, mostPages } = libraryPaging;
    const hits = await this.#hits(library, { question, filter }, page * pageSize + 1);
    const rows = hits.slice((page - 1) * pageSize, page * pageSize);
    return { rows, hasMore: page < mostPages && hits.length > page * pageSize };
  }

  async #hits(library: OpenLibrary, asked: Asked, limit: number): Promise<LibraryRow[]> {
    const hits = await this.search.findIn(library.viewer, library.form, asked, limit);
    return hits.map(({ id, title, excerpts }) => ({
      id,
      title: title ?? '',
      excerpt: excerpts.find(({ field }) => field !== library.form.title)?.pieces ?? [],
      path: recordPath(library.at, id),
    }));
  }

  async #all(library: OpenLibrary, filter: ExpressionJson | undefined, number: number) {
    const { page, form, viewer } = library;
    const { pageSize, mostPages } = libraryPaging;
    const excerpt = page.excerpt === undefined ? undefined : fieldOf(form, page.excerpt);
    const sort = (page.sort ?? []).map(
      ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
    );
    const fields = ['id', form.title ?? 'id', ...(excerpt ? [excerpt.id] : [])];
    const query = { fields, sort, page: number, pageSize, count: 'exact', deleted: 'no' } as const;
    const { json, total } = await this.records.list(viewer, form, {
      ...query,
      ...(filter === undefined ? {} : { filter }),
    });
    const rows = (JSON.parse(json) as Values[]).map((values) => {
      const text = excerpt ? textOf(excerpt, values[excerpt.id]) : '';
      return {
        id: String(values.id),
        title: titleOf(library, values),
        excerpt: text === '' ? [] : [{ text: beginningOf(text), hit: false }],
        path: recordPath(library.at, String(values.id)),
      };
    });
    return { rows, hasMore: number < mostPages && (total ?? 0) > number * pageSize };
  }
}

function titleOf({ form }: OpenLibrary, values: Values): string {
  const title = form.title === undefined ? undefined : fieldOf(form, form.title);
  return title ? textOf(title, values[title.id]) : '';
}

function reportOf({ at, page }: OpenLibrary): string | null {
  return page.report === undefined ? null : `/p/${at.app}/${page.report}`;
}

function beginningOf(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()];
  return characters.length > excerptLength
    ? `${characters.slice(0, excerptLength).join('')}…`
    : characters.join('');
}

/** Those of which the choice, or one of the choices, is this one. */
function within(field: Field, option: string): ExpressionJson {
  // A word that is no option belongs to no group.
  if (!field.options?.some(({ id }) => id === option)) return { or: [false] };
  const one = { var: field.id };
  return fieldTypeOf(field).type(field)?.kind === 'list' ? { in: [option, one] } : { '==': [one, option] };
}
