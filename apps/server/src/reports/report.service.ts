import type { OpenedValue, ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, Kpi, Report } from '@fieldwork/metadata';
import { may, mayOpen } from '@fieldwork/policy';
import { planReport, type Question, shapeReport, trendOf, withDefinitions } from '@fieldwork/report-engine';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { forbidden, invalid, notFound } from '../platform/http/problem.js';
import { RecordGate } from '../records/record-gate.js';
import { ReportStore } from './report.store.js';

export interface Narrowing {
  filter?: ExpressionJson | undefined;
  opened?: readonly OpenedValue[] | undefined;
  /** The line beside a large figure instead of the figure. */
  trend?: boolean | undefined;
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
    return this.ask(caller, appId, await this.report(caller, appId, id), narrowing);
  }

  /** A published report, when the caller's roles list it. */
  async report(caller: Caller, appId: string, id: string): Promise<Report> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const { documents } = await this.registry.app(appId);
    const report = documents.reports.get(id);
    if (!report || !(caller.isBuilder || mayOpen(rolesOf(caller, appId, documents), 'reports', id)))
      throw notFound();
    return report;
  }

  /** A KPI by itself, beside the period before; whoever may read its form may ask. */
  async kpi(caller: Caller, appId: string, id: string, narrowing: Narrowing): Promise<ReportData> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const kpi = (await this.registry.app(appId)).documents.kpis.get(id);
    if (!kpi) throw notFound();
    return this.ask(caller, appId, kpiQuestion(kpi), narrowing, [kpi]);
  }

  /** The figures of any question: a report in the designer, an aggregate over the API; `drafts` stand for their published selves. */
  async ask(
    caller: Caller,
    appId: string,
    asked: Question,
    narrowing: Narrowing = {},
    drafts: readonly Kpi[] = [],
  ): Promise<ReportData> {
    const { app, form, viewer } = await this.gate.open(caller, appId, asked.form);
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, 'read')) throw forbidden();
    const { forms } = app.documents;
    const kpis = new Map([...app.documents.kpis, ...drafts.map((kpi) => [kpi.id, kpi] as const)]);
    const defined = withDefinitions(asked, kpis);
    const question = narrowing.trend ? trendOf(defined) : defined;
    if (!question) return { ...withoutRows, computedAt: viewer.context.now };
    const { plan, issues } = planReport(question, forms, {
      filter: narrowing.filter,
      opened: narrowing.opened ?? [],
    });
    if (!plan) throw invalid(issues);
    const context = narrowing.timeZone ? { ...viewer.context, timeZone: narrowing.timeZone } : viewer.context;
    const rows = await this.store.run({ ...viewer, context }, plan);
    return { ...shapeReport(plan, { forms, kpis }, rows), computedAt: context.now };
  }
}

/** What has no course over time, such as what was in stock, has no line either. */
const withoutRows = { columns: [], rows: [], drill: [], selects: [], totals: [] };

/** The question a KPI asks when it stands for itself. */
export function kpiQuestion(kpi: Kpi): Question {
  return {
    form: kpi.form,
    ...(kpi.rows === undefined ? {} : { rows: kpi.rows }),
    dimensions: [],
    measures: [{ id: kpi.id, label: kpi.label, aggregate: 'kpi', kpi: kpi.id }],
    period: kpi.period,
    compare: ['previous_period'],
    chart: { type: 'kpi' },
  };
}
