import type { Type } from '@fieldwork/expression';
import type { Comparison, Dimension, Grain, Measure, Repeat } from '@fieldwork/metadata';
import type { Shift } from './period.js';

/** What a report groups by, with its type. */
export interface PlannedDimension {
  id: string;
  path: string;
  /** Of one value: several choices count once for each. */
  type: Type;
  isMany: boolean;
  grain: Grain | null;
  shift: Shift | null;
  label: Dimension['label'];
  /** Whether a click on a value can open what lies below it. */
  hasNext: boolean;
}
/** A figure that the database computes over rows. */
export interface PlannedMeasure {
  id: string;
  aggregate: 'count' | 'sum' | 'average' | 'median' | 'min' | 'max' | 'distinct';
  value: unknown;
  filter: unknown;
}
/** Measures that share their source, their dimensions and their time: one pass over the rows. */
export interface PlannedQuery {
  form: string;
  rows: string | null;
  repeat: Repeat | null;
  filter: unknown;
  dimensions: PlannedDimension[];
  measures: PlannedMeasure[];
}
/** A figure made of other figures of the same row, or of those before it. */
export interface DerivedMeasure {
  id: string;
  kind: 'share' | 'ratio' | 'cumulative';
  of: string;
  by: string;
}
/** A measure as it is shown: now, or in the time it is compared with. */
export interface PlannedFigure {
  id: string;
  measure: Measure;
  comparison: Comparison | null;
}
export interface Plan {
  form: string;
  dimensions: PlannedDimension[];
  queries: PlannedQuery[];
  derived: DerivedMeasure[];
  /** In the order of the document, then what each is compared with; hidden ones are computed, not shown. */
  figures: PlannedFigure[];
  /** Further groupings to sum up, each by the indexes of the dimensions that stay. */
  totals: number[][];
  sort: { by: string; direction: 'ascending' | 'descending' }[];
  limit: number;
}
