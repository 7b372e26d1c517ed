import { variables } from '@fieldwork/expression';
import { type ExpressionJson, type Form, type Report, reportTypes } from '@fieldwork/metadata';

/** A value of one chart that narrows the others of its page. */
export interface Selection {
  /** The item of the page it was chosen in. */
  item: string;
  text: string;
  condition: ExpressionJson;
}

/** The conditions of other charts that a report can answer, because its form has their fields. */
export function selectionsFor(
  item: string,
  report: Report,
  selections: readonly Selection[],
  forms: ReadonlyMap<string, Form>,
): ExpressionJson[] {
  const form = forms.get(report.form);
  const types = form ? reportTypes(form, report.rows, forms, report.repeat !== undefined) : null;
  return selections
    .filter((selection) => selection.item !== item)
    .flatMap(({ condition }) => {
      const paths = variables(condition as never);
      if (types && paths.every((path) => Object.hasOwn(types, path))) return [condition];
      return [];
    });
}

/** A filter on fields of the record, for a report over the rows of one of its sub-tables. */
export function throughParent(
  filter: ExpressionJson | undefined,
  report: Report,
): ExpressionJson | undefined {
  if (filter === undefined || report.rows === undefined) return filter;
  const moved = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(moved);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [
        key,
        key === 'var' ? `parent.${String(value)}` : moved(value),
      ]),
    );
  };
  return moved(filter) as ExpressionJson;
}

/** All of these; undefined when there are none. */
export function together(conditions: readonly (ExpressionJson | undefined)[]): ExpressionJson | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 1 ? { and: given } : given[0];
}
