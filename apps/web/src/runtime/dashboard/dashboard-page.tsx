import type { Dashboard, ExpressionJson, Report } from '@fieldwork/metadata';
import { useRef, useState } from 'react';
import { type AppScopeValue, useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type Condition, conditionsLogic } from '../filters/conditions.js';
import { type FilterField, filterFieldAt } from '../filters/filter-fields.js';
import { FilterLine } from '../filters/filter-line.js';
import { useAddressConditions } from '../filters/use-address-conditions.js';
import { Board } from './board.js';
import { BoardTools } from './board-tools.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { DrillDrawer } from './drill-drawer.js';
import { type Selection, selectionsFor, throughParent, together } from './narrowing.js';
import { SelectionChips } from './selection-chips.js';
import { useDrill } from './use-drill.js';

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
  const board = useRef<HTMLDivElement>(null);
  const { drill, open, close } = useDrill();
  const [selections, setSelections] = useState<readonly Selection[]>([]);
  const fields = pageFields(page, scope);
  const [conditions, setConditions] = useAddressConditions(fields);
  const select = (selection: Selection) =>
    setSelections((before) => [...before.filter(({ item }) => item !== selection.item), selection]);
  return (
    <div className={styles.page}>
      <PageHeader
        title={text(page.label)}
        beside={
          <>
            {fields.length > 0 && (
              <FilterLine fields={fields} conditions={conditions} onChange={setConditions} />
            )}
            <BoardTools page={page} board={board} />
          </>
        }
      />
      {selections.length > 0 && <SelectionChips selections={selections} onChange={setSelections} />}
      {page.items.length === 0 && (
        <EmptyState icon={<Icon name="dashboard" />} title={t('empty')} hint={t('empty_hint')} />
      )}
      <div ref={board}>
        <Board
          page={page}
          filterOf={(item, report) => narrowingOf(item, report, conditions, fields, selections, scope)}
          onDrill={open}
          onSelect={select}
        />
      </div>
      {drill && <DrillDrawer drill={drill} onClose={close} />}
    </div>
  );
}

/** What narrows a report of the page: the filter line and the other charts, as far as its form has their fields. */
function narrowingOf(
  item: string,
  report: Report,
  conditions: readonly Condition[],
  fields: readonly FilterField[],
  selections: readonly Selection[],
  scope: AppScopeValue,
): ExpressionJson | undefined {
  const form = scope.forms.get(report.form);
  const reached = conditions.filter(({ path }) => form && filterFieldAt(form, path, scope.forms));
  const line = conditionsLogic(reached, (path) => fields.find((field) => field.path === path)?.kind);
  return together([throughParent(line, report), ...selectionsFor(item, report, selections, scope.forms)]);
}
