import type { ExpressionJson, Timeline } from '@fieldwork/metadata';
import type { ReactNode } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { conditionsLogic } from '../filters/conditions.js';
import { filterFieldAt } from '../filters/filter-fields.js';
import { FilterLine } from '../filters/filter-line.js';
import { useAddressConditions } from '../filters/use-address-conditions.js';

/** What narrows the list of what nobody has yet: the fields that the page names, as far as the caller may see them. */
export function useWaitingFilter({ records, unassigned }: Timeline): {
  narrowing: ExpressionJson | undefined;
  line: ReactNode;
} {
  const scope = useAppScope();
  const form = scope.forms.get(records.form);
  const { hidden } = scope.access(records.form);
  const fields = (unassigned.filters ?? []).flatMap((path) => {
    const isHidden = hidden.includes(path.split('.')[0] ?? '');
    return (form && !isHidden && filterFieldAt(form, path, scope.forms)) || [];
  });
  const [conditions, setConditions] = useAddressConditions(fields);
  const kindOf = (path: string) => fields.find((field) => field.path === path)?.kind;
  const known = conditions.filter(({ path }) => kindOf(path) !== undefined);
  return {
    narrowing: conditionsLogic(known, kindOf),
    line: fields.length > 0 && <FilterLine fields={fields} conditions={known} onChange={setConditions} />,
  };
}
