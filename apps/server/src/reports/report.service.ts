import type { ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, Report } from '@fieldwork/metadata';
import { may, mayOpen } from '@fieldwork/policy';
import { planReport, type Question, shapeReport } from '@fieldwork/report-engine';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { forbidden, invalid, notFound } from '../platform/http/problem.js';
import { RecordGate } from '../records/record-gate.js';
import { ReportStore } from './report.store.js';

interface Narrowing {
  filter?: ExpressionJson | undefined;
  timeZone?: string | undefined;
}

/** Reports: what a document asks, answered with the reader's rights. */
@Injectable()
export class ReportService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly store: ReportStore,
  ) {}

  /** The figures of a published report that the caller's roles list. */
  async data(caller: Caller, appId: string, id: string, narrowing: Narrowing): Promise<ReportData> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const { documents } = await this.registry.app(appId);
    const report = documents.reports.get(id);
    if (!report || !(caller.isBuilder || mayOpen(rolesOf(caller, appId, documents), 'reports', id)))
      throw notFound();
    return this.ask(caller, appId, report, narrowing);
  }

  /** The figures of any question: a report in the designer, an aggregate over the API. */
  async ask(
    caller: Caller,
    appId: string,
    question: Question & Partial<Pick<Report, 'chart'>>,
    narrowing: Narrowing = {},
  ): Promise<ReportData> {
    const { app, form, viewer } = await this.gate.open(caller, appId, question.form);
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, 'read')) throw forbidden();
    const filter = both(question.filter, narrowing.filter);
    const { plan, issues } = planReport({ ...question, filter }, app.documents.forms);
    if (!plan) throw invalid(issues);
    const context = narrowing.timeZone ? { ...viewer.context, timeZone: narrowing.timeZone } : viewer.context;
    const rows = await this.store.run({ ...viewer, context }, form, plan);
    const labels = new Map(question.dimensions.map(({ id, label }) => [id, label]));
    const shaped = shapeReport(plan, labels, app.documents.forms, rows);
    return { ...shaped, total: null, computedAt: context.now } as ReportData;
  }
}

function both(own: ExpressionJson | undefined, more: ExpressionJson | undefined): ExpressionJson | undefined {
  if (own === undefined) return more;
  return more === undefined ? own : { and: [own, more] };
}
