import type { ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { ReportView } from '../../runtime/charts/report-view.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useSettled } from '../../ui/use-settled.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './dashboard-designer.module.css';
import { reportDesignWords } from './report-words.js';

/** The report with today's figures, as its dashboard will draw it. */
export function ReportPreview({ report, isInOrder }: { report: Report; isInOrder: boolean }) {
  const t = useWords(reportDesignWords);
  const text = useText();
  const settled = useSettled(report);
  const { id: app } = useAppScope();
  const { data, error, refetch } = useQuery({
    queryKey: ['report-preview', app, settled],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/reports/preview`, { body: { report: settled }, signal }),
    // What was there a moment ago may not have been in order.
    enabled: isInOrder && settled === report,
    placeholderData: keepPreviousData,
  });
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <h2>{text(report.label)}</h2>
      {!isInOrder && <p className="muted">{t('preview_stopped')}</p>}
      {isInOrder && error && <ProblemNotice error={error} retry={refetch} />}
      {isInOrder && !data && !error && <Waiting rows={4} />}
      {isInOrder && data && !error && (
        <div className={styles.chart}>
          <ReportView report={settled} data={data} />
        </div>
      )}
    </section>
  );
}
