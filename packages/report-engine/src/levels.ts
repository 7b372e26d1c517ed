import type { Type, Types } from '@fieldwork/expression';
import type { Dimension, Grain } from '@fieldwork/metadata';

/** A value that somebody opened: the next level is shown, narrowed to it. */
export interface Opened {
  dimension: string;
  value: unknown;
}

type Level = Pick<Dimension, 'field' | 'grain' | 'label'>;

const finer: Partial<Record<Grain, Grain>> = {
  year: 'quarter',
  quarter: 'month',
  month: 'day',
  week: 'day',
};

/** The levels of a dimension, the outermost first; dates have finer grains below them by themselves. */
export function levelsOf(dimension: Dimension, types: Types): Level[] {
  const own: Level[] = [dimension, ...(dimension.levels ?? [])];
  if (dimension.levels !== undefined) return own;
  for (let grain = below(dimension, types, dimension.grain); grain; grain = below(dimension, types, grain))
    own.push({ field: dimension.field, grain });
  return own;
}

function below({ field }: Level, types: Types, grain: Grain | undefined): Grain | undefined {
  if (grain === undefined) return undefined;
  const type: Type | undefined = types[field];
  return grain === 'day' && type?.kind === 'datetime' ? 'hour' : finer[grain];
}
