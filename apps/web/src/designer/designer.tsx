import { Route, Routes } from 'react-router';
import { MenuDesigner } from './app/menu-designer.js';
import { CalendarDesigner } from './calendar/calendar-designer.js';
import { DeadlineDesigner } from './deadline/deadline-designer.js';
import { DecisionTableDesigner } from './decision-table/decision-table-designer.js';
import { FlowDesigner } from './flow/flow-designer.js';
import { FormDesigner } from './form/form-designer.js';
import { MatchingDesigner } from './matching/matching-designer.js';
import { PageDesigner } from './page/page-designer.js';
import { KpiDesigner } from './report/kpi-designer.js';
import { ReportDesigner } from './report/report-designer.js';
import { RoleDesigner } from './role/role-designer.js';
import { RuleDesigner } from './rule/rule-designer.js';

export { AppPage as DesignerHome } from './app/app-page.js';

/** The designer of an app's documents. */
export function Designer() {
  return (
    <Routes>
      <Route path="app/:document" element={<MenuDesigner />} />
      <Route path="forms/:document" element={<FormDesigner />} />
      <Route path="flows/:document" element={<FlowDesigner />} />
      <Route path="rules/:document" element={<RuleDesigner />} />
      <Route path="matchings/:document" element={<MatchingDesigner />} />
      <Route path="pages/:document" element={<PageDesigner />} />
      <Route path="kpis/:document" element={<KpiDesigner />} />
      <Route path="reports/:document" element={<ReportDesigner />} />
      <Route path="calendars/:document" element={<CalendarDesigner />} />
      <Route path="decision_tables/:document" element={<DecisionTableDesigner />} />
      <Route path="deadlines/:document" element={<DeadlineDesigner />} />
      <Route path="roles/:document" element={<RoleDesigner />} />
    </Routes>
  );
}
