import { type FilterOperator, operatorsByKind } from '../../runtime/filters/conditions.js';
import type { FilterKind } from '../../runtime/filters/filter-fields.js';

/** Comparisons that conditions have beside those of the filter line. */
export const moreOperators = ['more', 'less', 'same', 'other'] as const;
export type BuilderOperator = FilterOperator | (typeof moreOperators)[number];

const more: Record<FilterKind, readonly BuilderOperator[]> = {
  text: ['other'],
  number: ['more', 'less', 'other'],
  date: ['more', 'less', 'same', 'other'],
  datetime: ['more', 'less', 'same', 'other'],
  boolean: ['other'],
  choice: ['same', 'other'],
  choices: [],
  reference: ['same', 'other'],
  member: ['same', 'other'],
  members: [],
  department: ['same', 'other'],
};

export function builderOperators(kind: FilterKind): readonly BuilderOperator[] {
  return [...operatorsByKind[kind], ...more[kind]];
}

/** The operator of the language behind a comparison with one other thing. */
export const signOf: Partial<Record<BuilderOperator, string>> = {
  is: '==',
  same: '==',
  other: '!=',
  more: '>',
  less: '<',
  at_least: '>=',
  at_most: '<=',
  contains: 'contains',
  starts: 'startsWith',
};

/** Kinds whose values are chosen from lists: compared singly, they are compared with another field. */
export const chosenKinds: readonly FilterKind[] = ['choice', 'reference', 'member', 'department'];

export function operatorOf(sign: string, kind: FilterKind): BuilderOperator | undefined {
  const allowed = builderOperators(kind);
  return allowed.find((operator) => signOf[operator] === sign);
}
