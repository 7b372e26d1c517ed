import type { OverviewData, OverviewMoment, RecordData } from '@fieldwork/api-contract';
import {
  boundFilter,
  type ExpressionJson,
  isId,
  type OverviewMoments,
  pathsIn,
  type Sort,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import type { Caller } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordFigures } from '../records/record-figures.js';
import { type OpenedPage, PageGate } from './page-gate.js';
import { PageRecords } from './page-records.js';
import { isHidden, isOpen } from './page-rights.js';

const usualRows = 10;
const momentsPerSource = 30;
/** Of so many records, the newest, what was said is read too. */
const spokenOf = 10;

type Page = OpenedPage<'overview'>;
type Values = Record<string, unknown>;

/** What an overview shows of one record, all of it read with the reader's own rights. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly gate: PageGate,
    private readonly records: PageRecords,
    private readonly facts: RecordFacts,
    private readonly figures: RecordFigures,
    private readonly comments: CommentService,
    private readonly database: Database,
  ) {}

  async read(caller: Caller, app: string, pageId: string, id: string): Promise<OverviewData> {
    const opened = await this.gate.open(caller, app, pageId, 'overview');
    const { page, form, viewer } = opened;
    const paths = pathsIn(page).flatMap((path) => (path.startsWith('current.') ? [path.slice(8)] : []));
    const record = isId(id) ? await this.facts.read(this.database, viewer, form, id, paths) : null;
    if (!record || record.deleted_at) throw notFound();
    const [figures, lists, moments] = await Promise.all([
      this.#figures(opened, record),
      this.#lists(opened, record),
      this.#moments(caller, opened, record),
    ]);
    return { record: record as RecordData, figures, lists, moments };
  }

  /** Figures that the reader's roles do not open are left out, with those that look at what he may not see. */
  async #figures({ page, form, viewer }: Page, record: Values): Promise<Record<string, unknown>> {
    const open = (page.figures ?? []).filter(
      (figure) =>
        isOpen(viewer, figure.form) &&
        !pathsIn(figure).some((path) => !path.startsWith('current.') && isHidden(viewer, figure.form, path)),
    );
    const read = await this.figures.read(this.database, viewer, form, open, record);
    return Object.fromEntries(open.map(({ id }) => [id, read[id] ?? null]));
  }

  async #lists(opened: Page, record: Values): Promise<OverviewData['lists']> {
    const open = opened.page.lists.filter((list) => isOpen(opened.viewer, list.form));
    return Promise.all(
      open.map(async ({ id, form, filter, columns, sort, limit = usualRows }) => {
        const visible = columns.filter((column) => !isHidden(opened.viewer, form, column));
        const found = await this.#find(opened, record, {
          form,
          filter,
          fields: visible,
          sort,
          limit: limit + 1,
        });
        return { id, records: found.slice(0, limit), hasMore: found.length > limit };
      }),
    );
  }

  async #moments(caller: Caller, opened: Page, record: Values): Promise<OverviewMoment[]> {
    const sources = (opened.page.timeline ?? []).filter((source) => isOpen(opened.viewer, source.form));
    const found = await Promise.all(sources.map((source) => this.#momentsOf(caller, opened, record, source)));
    return found
      .flat()
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      .slice(0, 100);
  }

  async #momentsOf(
    caller: Caller,
    opened: Page,
    record: Values,
    source: OverviewMoments,
  ): Promise<OverviewMoment[]> {
    const { id, form, filter, at, text, state } = source;
    if (isHidden(opened.viewer, form, at)) return [];
    const wanted = [at, text, state].filter((one) => one !== undefined);
    const fields = wanted.filter((one) => !isHidden(opened.viewer, form, one));
    const sort: Sort = [{ field: at, direction: 'descending' }];
    const records = await this.#find(opened, record, { form, filter, fields, sort, limit: momentsPerSource });
    const moments = records.flatMap((one): OverviewMoment[] =>
      typeof one[at] === 'string' ? [{ source: id, at: one[at], form, record: one, comment: null }] : [],
    );
    if (source.comments !== true) return moments;
    const spoken = await Promise.all(
      records.slice(0, spokenOf).map((one) => this.#commentsOf(caller, opened.app.id, source, one)),
    );
    return [...moments, ...spoken.flat()];
  }

  async #commentsOf(
    caller: Caller,
    app: string,
    { id, form }: OverviewMoments,
    record: RecordData,
  ): Promise<OverviewMoment[]> {
    const { data } = await this.comments.list(caller, { app, form, recordId: record.id }, null);
    return data
      .slice(0, 20)
      .filter(({ isDeleted }) => !isDeleted)
      .map((comment) => ({
        source: id,
        at: comment.at,
        form,
        record,
        comment: { by: comment.by?.title ?? null, body: comment.body, audience: comment.audience },
      }));
  }

  async #find(
    { viewer }: Page,
    record: Values,
    what: {
      form: string;
      filter: ExpressionJson;
      fields: readonly string[];
      sort: Sort | undefined;
      limit: number;
    },
  ): Promise<RecordData[]> {
    const form = viewer.documents.forms.get(what.form);
    if (!form) return [];
    return this.records.list(viewer, form, {
      filter: boundFilter(what.filter, record),
      fields: [...what.fields, 'id'],
      sort: (what.sort ?? []).map(({ field, direction }) =>
        direction === 'descending' ? `-${field}` : field,
      ),
      pageSize: what.limit,
    });
  }
}
