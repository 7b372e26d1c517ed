import { check, type Type, type Types } from '@fieldwork/expression';
import type { Figure } from './documents/figures.js';
import type { Form } from './documents/form.js';
import type { Matching } from './documents/matching.js';
import { readsOuter, withOuter } from './figure-types.js';
import { formTypes, prefixed } from './form-types.js';

const number: Type = { kind: 'number' };
type Forms = ReadonlyMap<string, Form>;

/** One demand and one candidate: the demand's fields bare, the candidate's by name. */
export function pairTypes(matching: Matching, forms: Forms): Types {
  const types: Record<string, Type> = {};
  const demand = forms.get(matching.form);
  const candidate = forms.get(matching.candidates.form);
  if (demand) Object.assign(types, formTypes(demand, forms), { id: { kind: 'reference', form: demand.id } });
  if (candidate) {
    Object.assign(types, prefixed('candidate', formTypes(candidate, forms)));
    types['candidate.id'] = { kind: 'reference', form: candidate.id };
  }
  return types;
}

/** What the filter and the value of a matching's figure can name; null where its form is not there. */
export function pairFigureScope(figure: Pick<Figure, 'form'>, pair: Types, forms: Forms): Types | null {
  const target = forms.get(figure.form);
  if (!target) return null;
  const self: Types = { self: { kind: 'reference', form: target.id } };
  const scope = { ...formTypes(target, forms), ...self, ...prefixed('current', pair) };
  return readsOuter(figure) ? withOuter(scope) : scope;
}

function figureType({ aggregate, value }: Figure, scope: Types): Type | null {
  const isNumber = aggregate === 'count' || aggregate === 'sum' || aggregate === 'average';
  return isNumber ? number : check(value, scope).type;
}

/**
 * Every path the expressions of a matching can name: `figure.…`, `distance_km`, `travel_minutes` beside the pair.
 * Inside the rows of a sub-table all that stands around them has `outer.` before it.
 */
export function matchingTypes(matching: Matching, forms: Forms): Types {
  const pair = pairTypes(matching, forms);
  const around: Record<string, Type> = { ...pair, distance_km: number, travel_minutes: number };
  for (const figure of matching.figures ?? []) {
    const scope = pairFigureScope(figure, pair, forms);
    const type = scope && figureType(figure, scope);
    if (type) around[`figure.${figure.id}`] = type;
  }
  const outer = prefixed(
    'outer',
    Object.fromEntries(Object.entries(around).filter(([, type]) => type.kind !== 'rows')),
  );
  for (const [path, type] of Object.entries(around))
    if (type.kind === 'rows') around[path] = { kind: 'rows', members: { ...type.members, ...outer } };
  return around;
}
