import type { ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';

export interface ReportViewProps {
  report: Report;
  data: ReportData;
  /** Shows the rows instead of the chart. */
  asTable?: boolean;
  /** Somebody wants the records behind a figure of a row. */
  onRow?: ((row: number, measure: number) => void) | undefined;
}
