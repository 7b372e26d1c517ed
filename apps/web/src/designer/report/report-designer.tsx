import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import parts from '../parts/parts.module.css';
import { ReportPreview } from './report-preview.js';
import { ReportSettings } from './report-settings.js';
import { useReportGround } from './use-report-ground.js';

/** Designs one report, its figures beside it. */
export function ReportDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('report', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'report'>; reload: () => void }) {
  const { document: report } = useDraftView(store);
  const problems = useProblems('report', report);
  const ground = useReportGround(report.form, report.rows, report.repeat !== undefined);
  return (
    <DesignerShell store={store} problems={problems} onProblem={() => undefined} reload={reload}>
      <div className={parts.panes} data-panes="2">
        <div className={parts.middle}>
          <ReportPreview report={report} isInOrder={problems.length === 0} />
        </div>
        <div className={parts.pane}>
          <ReportSettings report={report} ground={ground} change={store.change} />
        </div>
      </div>
    </DesignerShell>
  );
}
