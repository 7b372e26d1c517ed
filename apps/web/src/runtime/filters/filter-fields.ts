import type { Type } from '@fieldwork/expression';
import { type Field, type Form, fieldOf, fieldTypeOf, type Text } from '@fieldwork/metadata';
import { systemLabels } from './system-labels.js';

/** How a value is compared; several field types share one. */
export type FilterKind =
  | 'text'
  | 'number'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'reference'
  | 'member'
  | 'members'
  | 'department';

/** Something that records can be filtered by. */
export interface FilterField {
  path: string;
  label: Text;
  kind: FilterKind;
  field: Field | null;
  form: string | undefined;
}

const plainKinds: Partial<Record<Type['kind'], FilterKind>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  choice: 'choice',
};
const platformForms: Readonly<Record<string, FilterKind | null>> = {
  user: 'member',
  department: 'department',
  file: null,
};

/** How values of a type are compared where people filter; null: they are not. */
export function filterKindOf(type: Type | null | undefined): FilterKind | null {
  if (type?.kind === 'reference')
    return Object.hasOwn(platformForms, type.form) ? (platformForms[type.form] ?? null) : 'reference';
  if (type?.kind === 'list') {
    if (type.of.kind === 'choice') return 'choices';
    return type.of.kind === 'reference' && type.of.form === 'user' ? 'members' : null;
  }
  return (type && plainKinds[type.kind]) ?? null;
}

function joined(label: Text, part: Text): Text {
  const side = (text: Text, locale: 'zh-CN' | 'en') =>
    typeof text === 'string' ? text : (text[locale] ?? text['zh-CN'] ?? text.en ?? '');
  return {
    'zh-CN': `${side(label, 'zh-CN')} · ${side(part, 'zh-CN')}`,
    en: `${side(label, 'en')} · ${side(part, 'en')}`,
  };
}

function ofField(field: Field): FilterField[] {
  const { id, label } = field;
  const definition = fieldTypeOf(field);
  const parts = Object.entries(definition.members?.(field) ?? {}).flatMap(([part, type]) => {
    const kind = filterKindOf(type);
    const name = joined(label, definition.memberLabels?.[part] ?? part);
    return kind ? [{ path: `${id}.${part}`, label: name, kind, field: null, form: undefined }] : [];
  });
  const kind = definition.isMarkup ? null : filterKindOf(definition.type(field));
  return kind ? [{ path: id, label, kind, field, form: field.form }, ...parts] : parts;
}

const system = [
  ['owner', 'member'],
  ['created_at', 'datetime'],
  ['updated_at', 'datetime'],
  ['created_by', 'member'],
  ['department', 'department'],
] as const;

/** Everything one may filter a form's records by; hidden fields are not among it. */
export function filterFieldsOf(form: Form, hidden: readonly string[] = []): FilterField[] {
  const own = form.fields.filter(({ id }) => !hidden.includes(id)).flatMap(ofField);
  const always = system.map(([path, kind]) => ({
    path,
    kind,
    label: systemLabels[path],
    field: null,
    form: undefined,
  }));
  return [...own, ...always];
}

/** A filter of a page: a field of the form, or of a record it refers to (`customer.region`). */
export function filterFieldAt(
  form: Form,
  path: string,
  forms: ReadonlyMap<string, Form>,
): FilterField | undefined {
  const direct = filterFieldsOf(form).find((one) => one.path === path);
  const [head = '', member] = path.split('.');
  if (direct || member === undefined) return direct;
  const reference = fieldOf(form, head);
  const target = reference?.form === undefined ? undefined : forms.get(reference.form);
  const found = target && filterFieldsOf(target).find((one) => one.path === path.slice(head.length + 1));
  return found && reference ? { ...found, path, label: joined(reference.label, found.label) } : undefined;
}
