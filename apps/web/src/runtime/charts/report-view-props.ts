import type { OpenedValue, ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, Report } from '@fieldwork/metadata';

/** What somebody pointed at: a figure of a row, or of a total; where on the screen, when it was by pointer. */
export interface Mark {
  row: number;
  /** Which of the report's figures. */
  measure: number;
  /** `row` counts the totals, not the rows. */
  isTotal?: boolean;
  /** The figure itself stands there: its records are meant. */
  isFigure?: boolean;
  at?: { x: number; y: number };
}

/** A level that was opened, with its value in words. */
export interface OpenedLevel extends OpenedValue {
  text: string;
}

export interface ReportViewProps {
  report: Report;
  data: ReportData;
  /** Shows the rows instead of the chart. */
  asTable?: boolean;
  /** Somebody wants more about a figure. */
  onMark?: ((mark: Mark) => void) | undefined;
  /** The levels that are open, for charts that lead through them in their own way. */
  opened?: readonly OpenedLevel[];
  onOpened?: ((levels: OpenedLevel[]) => void) | undefined;
  /** What narrows the report from outside. */
  filter?: ExpressionJson | undefined;
}
