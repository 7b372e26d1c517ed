import {
  type Field,
  type FieldTypeName,
  type Form,
  fieldTypeOf,
  type Layout,
  placesOf,
  type SyncSides,
  type Text,
} from '@fieldwork/metadata';
import { newId } from '../document/new-id.js';
import {
  fieldsOfNode,
  insertNode,
  keyOf,
  nodeOf,
  removeNode,
  rootContainer,
  type Spot,
  spotOf,
} from './layout-edit.js';

export type PaletteItem = FieldTypeName | 'section' | 'tabs';

/** Words that new things are called by, in the language of the moment. */
export interface NewNames {
  label: (type: FieldTypeName) => Text;
  section: Text;
  tab: (n: number) => Text;
  copy: (of: Text) => Text;
}

/** A field as the palette gives it. */
export function newField(
  type: FieldTypeName,
  taken: readonly string[],
  names: NewNames,
  forms: readonly string[],
): Field {
  const field: Field = {
    id: newId('', type, taken),
    type,
    label: names.label(type),
    ...fieldTypeOf({ type }).initial,
  };
  if (type === 'reference') field.form = forms[0] ?? '';
  if (type === 'sub_table') field.fields = [newField('text', [], names, forms)];
  return field;
}

const takenIds = (form: Form) => form.fields.map(({ id }) => id);

function containerIds(layout: Layout): string[] {
  return layout.flatMap((node) => {
    if (node.kind === 'field') return [];
    if (node.kind === 'section') return [node.id];
    const inner = node.tabs.flatMap((tab) => [tab.id, ...containerIds(tab.children)]);
    return [node.id, ...inner];
  });
}

/** Puts something new on the form; answers the form and the key of what is new. */
export function addItem(
  form: Form,
  item: PaletteItem,
  spot: Spot | null,
  names: NewNames,
  forms: readonly string[],
): { form: Form; key: string } {
  const at = spot ?? { container: rootContainer, index: form.layout.length };
  const ids = containerIds(form.layout);
  if (item === 'section') {
    const node = {
      kind: 'section' as const,
      id: newId('', 'section', ids),
      label: names.section,
      children: [],
    };
    return { form: { ...form, layout: insertNode(form.layout, at, node) }, key: keyOf(node) };
  }
  if (item === 'tabs') {
    const tabs = [1, 2].map((n) => ({ id: `tab_${n}`, label: names.tab(n), children: [] }));
    const node = { kind: 'tabs' as const, id: newId('', 'tabs', ids), tabs };
    return { form: { ...form, layout: insertNode(form.layout, at, node) }, key: keyOf(node) };
  }
  const field = newField(item, takenIds(form), names, forms);
  const place = { kind: 'field' as const, field: field.id };
  const next = { ...form, fields: [...form.fields, field], layout: insertNode(form.layout, at, place) };
  return { form: withTitle(next), key: keyOf(place) };
}

/** A form without a title takes the first field that can be one. */
function withTitle(form: Form): Form {
  if (form.title !== undefined) return form;
  const first = form.fields.find((field) => fieldTypeOf(field).canBeTitle);
  return first ? { ...form, title: first.id } : form;
}

/** Takes fields out of the form altogether. */
export function removeFields(form: Form, ids: readonly string[]): Form {
  const { title, status, ...rest } = form;
  const isGone = (id: string | undefined) => id !== undefined && ids.includes(id);
  const layout = ids.reduce((before, id) => removeNode(before, `field:${id}`), form.layout);
  const next: Form = {
    ...rest,
    ...(title === undefined || isGone(title) ? {} : { title }),
    ...(status === undefined || isGone(status) ? {} : { status }),
    fields: form.fields.filter(({ id }) => !ids.includes(id)),
    layout,
    ...(form.sync ? { sync: withoutSides(form.sync, ids) } : {}),
    ...(form.views ? { views: form.views.map((view) => withoutColumns(view, ids)) } : {}),
  };
  return withTitle(next);
}

function withoutSides({ planning, execution }: SyncSides, ids: readonly string[]): SyncSides {
  const kept = (fields: readonly string[]) => fields.filter((id) => !ids.includes(id));
  return { planning: kept(planning), execution: kept(execution) };
}

type View = NonNullable<Form['views']>[number];

function withoutColumns(view: View, ids: readonly string[]): View {
  return {
    ...view,
    ...(view.columns ? { columns: view.columns.filter((path) => !ids.includes(path)) } : {}),
    ...(view.sort ? { sort: view.sort.filter(({ field }) => !ids.includes(field)) } : {}),
  };
}

/** Deletes a node with the fields in it. */
export function deleteNode(form: Form, key: string): Form {
  const node = nodeOf(form.layout, key);
  if (!node) return form;
  const without = removeFields(form, fieldsOfNode(node));
  return { ...without, layout: removeNode(without.layout, key) };
}

/** A second field like this one, right after it. */
export function duplicateField(form: Form, id: string, names: NewNames): { form: Form; key: string } | null {
  const field = form.fields.find((one) => one.id === id);
  const spot = spotOf(form.layout, `field:${id}`);
  const node = nodeOf(form.layout, `field:${id}`);
  if (!field || !spot || node?.kind !== 'field') return null;
  const copy = { ...field, id: newId('', field.type, takenIds(form)), label: names.copy(field.label) };
  const place = { ...node, field: copy.id };
  const layout = insertNode(form.layout, { ...spot, index: spot.index + 1 }, place);
  return { form: { ...form, fields: [...form.fields, copy], layout }, key: keyOf(place) };
}

export function replaceField(form: Form, id: string, field: Field): Form {
  return { ...form, fields: form.fields.map((one) => (one.id === id ? field : one)) };
}

/** Fields that stand nowhere in the layout. */
export function unplacedFields(form: Form): Field[] {
  const placed = new Set(placesOf(form.layout).map(({ place }) => place.field));
  return form.fields.filter(({ id }) => !placed.has(id));
}
