import type { Dashboard, ExpressionJson } from '@fieldwork/metadata';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type AppScopeValue, useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type Condition, conditionsLogic, parseConditions } from '../filters/conditions.js';
import { type FilterField, filterFieldAt } from '../filters/filter-fields.js';
import { FilterLine } from '../filters/filter-line.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { type Drill, DrillDrawer } from './drill-drawer.js';
import { ReportCard } from './report-card.js';

/** The fields of the page's filter line, as the first report that knows them does. */
function pageFields(page: Dashboard, scope: AppScopeValue): FilterField[] {
  const forms = page.items.flatMap((item) => {
    const report = scope.reports.get(item.report);
    return (report && scope.forms.get(report.form)) ?? [];
  });
  return (page.filters ?? []).flatMap(({ field, label }) => {
    const found = forms
      .map((form) => filterFieldAt(form, field, scope.forms))
      .find((one) => one !== undefined);
    return found ? [label === undefined ? found : { ...found, label }] : [];
  });
}

/** A page of charts. */
export function DashboardPage({ page }: { page: Dashboard }) {
  const t = useWords(dashboardWords);
  const text = useText();
  const scope = useAppScope();
  const [drill, setDrill] = useState<Drill | null>(null);
  const fields = pageFields(page, scope);
  const [conditions, setConditions] = usePageConditions(fields);
  const filterFor = (formId: string): ExpressionJson | undefined => {
    const form = scope.forms.get(formId);
    const reached = conditions.filter(({ path }) => form && filterFieldAt(form, path, scope.forms));
    return conditionsLogic(reached, (path) => fields.find((field) => field.path === path)?.kind);
  };
  return (
    <div className={styles.page}>
      <PageHeader
        title={text(page.label)}
        beside={
          fields.length > 0 && <FilterLine fields={fields} conditions={conditions} onChange={setConditions} />
        }
      />
      {page.items.length === 0 && (
        <EmptyState icon={<Icon name="dashboard" />} title={t('empty')} hint={t('empty_hint')} />
      )}
      <div className={styles.grid}>
        {page.items
          .toSorted((a, b) => a.y - b.y || a.x - b.x)
          .map((item) => {
            const report = scope.reports.get(item.report);
            return (
              <ReportCard
                key={item.id}
                item={item}
                report={report}
                filter={report && filterFor(report.form)}
                onDrill={setDrill}
              />
            );
          })}
      </div>
      {drill && <DrillDrawer drill={drill} onClose={() => setDrill(null)} />}
    </div>
  );
}

/** The conditions of the filter line, kept in the address once they say something. */
function usePageConditions(fields: readonly FilterField[]): [Condition[], (conditions: Condition[]) => void] {
  const [parameters, setParameters] = useSearchParams();
  const kindOf = (path: string) => fields.find((field) => field.path === path)?.kind;
  const [conditions, setConditions] = useState<Condition[]>(() => {
    try {
      return parseConditions(JSON.parse(parameters.get('filter') ?? 'null') ?? undefined, kindOf) ?? [];
    } catch {
      return [];
    }
  });
  const set = (next: Condition[]) => {
    setConditions(next);
    const logic = conditionsLogic(next, kindOf);
    setParameters(logic === undefined ? {} : { filter: JSON.stringify(logic) }, { replace: true });
  };
  return [conditions, set];
}
