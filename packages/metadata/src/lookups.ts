import { variables } from '@fieldwork/expression';
import type { Field } from './documents/field.js';
import type { Form } from './documents/form.js';

/** All expressions that a form evaluates on a record. */
export function formExpressions(form: Form): unknown[] {
  const ofField = (field: Field): unknown[] => [
    field.visible,
    field.required,
    field.readOnly,
    field.default,
    field.compute,
    ...(field.validate ?? []).map((rule) => rule.check),
    ...(field.fields ?? []).flatMap(ofField),
  ];
  const ofLayout = (node: unknown): unknown[] => {
    if (typeof node !== 'object' || node === null) return [];
    const { visible, children, tabs } = node as { visible?: unknown; children?: unknown[]; tabs?: unknown[] };
    return [visible, ...(children ?? []).flatMap(ofLayout), ...(tabs ?? []).flatMap(ofLayout)];
  };
  const ofFlags = (form.flags ?? []).map((flag) => flag.when);
  return [...form.fields.flatMap(ofField), ...form.layout.flatMap(ofLayout), ...ofFlags].filter(
    (expression) => expression !== undefined && typeof expression !== 'boolean',
  );
}

const lookups = new WeakMap<Form, ReadonlyMap<string, readonly string[]>>();

/**
 * For each reference field the fields of the other record that are answered beside its title:
 * those the form shows as looked-up columns and those its expressions read.
 */
export function lookupsOf(form: Form): ReadonlyMap<string, readonly string[]> {
  const kept = lookups.get(form);
  if (kept) return kept;
  const references = new Map(
    form.fields
      .filter((field) => field.form !== undefined)
      .map((field) => [field.id, new Set(field.lookups ?? [])]),
  );
  for (const path of formExpressions(form).flatMap((expression) => variables(expression as never))) {
    const [head = '', member] = path.replace(/^(old|parent)\./, '').split('.');
    if (member !== undefined && member !== 'id' && member !== 'title') references.get(head)?.add(member);
  }
  const found = new Map([...references].map(([field, members]) => [field, [...members]]));
  lookups.set(form, found);
  return found;
}

const rowLookups = new WeakMap<Form, ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>>();

/**
 * Sub-table → reference column → the fields of the other record that defaults of read-only columns read: a person does
 * not write these columns, so whoever takes the rows must look there.
 */
export function rowLookupsOf(form: Form): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const kept = rowLookups.get(form);
  if (kept) return kept;
  const found = new Map(
    form.fields.flatMap(({ id, fields }) => {
      const looked = fields ? closedLookups(fields) : new Map();
      return looked.size > 0 ? [[id, looked] as const] : [];
    }),
  );
  rowLookups.set(form, found);
  return found;
}

function closedLookups(fields: readonly Field[]): ReadonlyMap<string, readonly string[]> {
  const read = fields
    .filter((field) => field.readOnly !== undefined && field.default !== undefined)
    .flatMap((field) => variables(field.default as never).map((path) => path.split('.')));
  const membersOf = (id: string) => [
    ...new Set(read.flatMap(([head, member]) => (head === id && member !== undefined ? [member] : []))),
  ];
  return new Map(
    fields
      .filter((field) => field.form !== undefined)
      .map((field) => [field.id, membersOf(field.id)] as const)
      .filter(([, members]) => members.length > 0),
  );
}
