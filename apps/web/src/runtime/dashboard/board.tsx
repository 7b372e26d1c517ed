import type { Dashboard, ExpressionJson, Report } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import styles from './dashboard.module.css';
import type { Drill } from './drill-drawer.js';
import type { Selection } from './narrowing.js';
import { ReportCard } from './report-card.js';

interface BoardProps {
  page: Dashboard;
  filterOf: (item: string, report: Report) => ExpressionJson | undefined;
  onDrill: (drill: Drill) => void;
  onSelect?: (selection: Selection) => void;
}

/** The charts of a dashboard on their grid. */
export function Board({ page, filterOf, onDrill, onSelect }: BoardProps) {
  const scope = useAppScope();
  const hasOthers = page.items.length > 1;
  return (
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
              filter={report && filterOf(item.id, report)}
              onDrill={onDrill}
              onSelect={hasOthers ? onSelect : undefined}
            />
          );
        })}
    </div>
  );
}
