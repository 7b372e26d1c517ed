import type { ExportFormat } from '@fieldwork/api-contract';
import type { ExpressionJson, Report } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { reportFile } from '../../api/exports.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import type { OpenedLevel } from '../charts/report-view-props.js';
import { saveFile } from './save-file.js';

/** Downloads the rows of a report, as they are narrowed on the screen. */
export function useReportExport() {
  const { id: app, timeZone } = useAppScope();
  const text = useText();
  const [download] = useAction(
    async (
      report: Report,
      format: ExportFormat,
      filter: ExpressionJson | undefined,
      opened: readonly OpenedLevel[],
    ) => {
      const levels = opened.map(({ dimension, value }) => ({ dimension, value }));
      const content = await reportFile(app, report.id, { format, filter, opened: levels, timeZone });
      saveFile(content, `${text(report.label)}.${format}`);
    },
  );
  return download;
}
