import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Condition, conditionsLogic, parseConditions } from './conditions.js';
import type { FilterField } from './filter-fields.js';

/** The conditions of a page's filter line, kept in the address once they say something, beside what else stands there. */
export function useAddressConditions(
  fields: readonly FilterField[],
): [Condition[], (conditions: Condition[]) => void] {
  const [parameters, setParameters] = useSearchParams();
  const kindOf = (path: string) => fields.find((field) => field.path === path)?.kind;
  const [conditions, setConditions] = useState<Condition[]>(() => {
    try {
      return parseConditions(JSON.parse(parameters.get('filter') ?? 'null') ?? undefined, kindOf) ?? [];
    } catch {
      return [];
    }
  });
  const set = (next: Condition[]) => {
    setConditions(next);
    const logic = conditionsLogic(next, kindOf);
    setParameters(
      (before) => {
        const kept = new URLSearchParams(before);
        if (logic === undefined) kept.delete('filter');
        else kept.set('filter', JSON.stringify(logic));
        return kept;
      },
      { replace: true },
    );
  };
  return [conditions, set];
}
