import type { Measure } from './documents/report.js';

type Aggregate = Measure['aggregate'];

const valued: readonly Aggregate[] = ['sum', 'average', 'median', 'min', 'max', 'distinct'];
const parts: Partial<Record<Aggregate, readonly ('of' | 'by')[]>> = {
  ratio: ['of', 'by'],
  cumulative: ['of'],
};

/** Whether a figure computes something of each record, rather than counting them. */
export function needsValue(aggregate: Aggregate): boolean {
  return valued.includes(aggregate);
}

/** The other figures that a figure is made of, by the properties that name them. */
export function figurePartsOf(aggregate: Aggregate): readonly ('of' | 'by')[] {
  return parts[aggregate] ?? [];
}
