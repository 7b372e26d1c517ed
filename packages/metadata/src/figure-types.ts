import { check, type Type, type Types } from '@fieldwork/expression';
import type { Figure } from './documents/figures.js';
import type { Form } from './documents/form.js';
import { formTypes, prefixed } from './form-types.js';

const number: Type = { kind: 'number' };

/** The paths of the record at hand as expressions over other records name them; its id is a reference to it. */
export function currentTypes(current: Form, forms: ReadonlyMap<string, Form>): Types {
  const own: Types = { ...formTypes(current, forms), id: { kind: 'reference', form: current.id } };
  return prefixed('current', own);
}

/** What the filter and the value of a figure can name; null where its form is not there. */
export function figureScope(
  figure: Pick<Figure, 'form'>,
  current: Form,
  forms: ReadonlyMap<string, Form>,
): Types | null {
  const target = forms.get(figure.form);
  if (!target) return null;
  const self: Types = { self: { kind: 'reference', form: target.id } };
  const scope = { ...formTypes(target, forms), ...self, ...currentTypes(current, forms) };
  return readsOuter(figure) ? withOuter(scope) : scope;
}

/** Whether an expression asks for what stands around rows: only then they have to know it. */
export function readsOuter(part: unknown): boolean {
  return JSON.stringify(part).includes('"outer.');
}

/** Within the rows of the record at hand the other record, and all that stands around them, has `outer.` before it. */
export function withOuter(scope: Types): Types {
  const around = Object.fromEntries(Object.entries(scope).filter(([, { kind }]) => kind !== 'rows'));
  const outer = prefixed('outer', around);
  return Object.fromEntries(
    Object.entries(scope).map(([path, type]) => [
      path,
      type.kind === 'rows' && path.startsWith('current.')
        ? { kind: 'rows', members: { ...type.members, ...outer } }
        : type,
    ]),
  );
}

/** `figure.<id>` with its type, for those that are in order. */
export function figureTypes(
  figures: readonly Figure[] | undefined,
  current: Form,
  forms: ReadonlyMap<string, Form>,
): Types {
  const types: Record<string, Type> = {};
  for (const figure of figures ?? []) {
    const scope = figureScope(figure, current, forms);
    const type = scope && typeOf(figure, scope);
    if (type) types[`figure.${figure.id}`] = type;
  }
  return types;
}

function typeOf({ aggregate, value }: Figure, scope: Types): Type | null {
  if (aggregate === 'count' || aggregate === 'sum' || aggregate === 'average') return number;
  const { type } = check(value, scope);
  if (aggregate !== 'list' || !type) return type;
  return listed.has(type.kind) ? { kind: 'list', of: type } : null;
}

/** What a list can be made of: not of lists again, and fields keep lists of nothing else. */
const listed: ReadonlySet<Type['kind']> = new Set(['text', 'choice', 'reference']);
