import { type Field, type Form, fieldOf, type Text } from '@fieldwork/metadata';
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
  | 'department';

/** Something that records can be filtered by. */
export interface FilterField {
  path: string;
  label: Text;
  kind: FilterKind;
  field: Field | null;
  form: string | undefined;
}

const kinds: Partial<Record<Field['type'], FilterKind>> = {
  text: 'text',
  long_text: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  time: 'text',
  auto_number: 'text',
  number: 'number',
  money: 'number',
  rating: 'number',
  date: 'date',
  datetime: 'datetime',
  yes_no: 'boolean',
  choice: 'choice',
  choices: 'choices',
  reference: 'reference',
  member: 'member',
  department: 'department',
};

const addressLabels: Record<string, Text> = {
  province: { 'zh-CN': '省', en: 'province' },
  city: { 'zh-CN': '市', en: 'city' },
  district: { 'zh-CN': '区县', en: 'district' },
};

function joined(label: Text, part: Text): Text {
  const side = (text: Text, locale: 'zh-CN' | 'en') =>
    typeof text === 'string' ? text : (text[locale] ?? text['zh-CN'] ?? text.en ?? '');
  return {
    'zh-CN': `${side(label, 'zh-CN')} · ${side(part, 'zh-CN')}`,
    en: `${side(label, 'en')} · ${side(part, 'en')}`,
  };
}

function ofField(field: Field): FilterField[] {
  const { id, label, type } = field;
  if (type === 'address')
    return Object.entries(addressLabels).map(([part, word]) => ({
      path: `${id}.${part}`,
      label: joined(label, word),
      kind: 'text' as const,
      field: null,
      form: undefined,
    }));
  const kind = type === 'formula' ? (field.result as FilterKind | undefined) : kinds[type];
  return kind ? [{ path: id, label, kind, field, form: field.form }] : [];
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
