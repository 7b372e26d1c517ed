import { bilingual, type Figure, type Form, figureTypes, localize, type Text } from '@fieldwork/metadata';
import { type FilterField, filterFieldsOf, filterKindOf } from '../../runtime/filters/filter-fields.js';

function joined(a: Text, b: Text): Text {
  const side = (locale: 'zh-CN' | 'en') => `${localize(a, locale)} · ${localize(b, locale)}`;
  return bilingual(side('zh-CN'), side('en'));
}

const former = bilingual('修改前', 'before');

/** All that a condition over a record of this form can ask for, one step through references included. */
export function conditionFieldsOf(
  form: Form,
  forms: ReadonlyMap<string, Form>,
  isChange = false,
): FilterField[] {
  const own = filterFieldsOf(form);
  const looked = form.fields.flatMap((field) => {
    const target = field.form === undefined ? undefined : forms.get(field.form);
    if (!target) return [];
    const others = filterFieldsOf(target).filter(({ path }) => target.fields.some(({ id }) => id === path));
    return others.map((one) => ({
      ...one,
      path: `${field.id}.${one.path}`,
      label: joined(field.label, one.label),
    }));
  });
  const before = own.map((one) => ({ ...one, path: `old.${one.path}`, label: joined(former, one.label) }));
  return [...own, ...looked, ...(isChange ? before : [])];
}

/** Figures over other records, as conditions ask for them. */
export function figureFieldsOf(
  figures: readonly Figure[] | undefined,
  form: Form,
  forms: ReadonlyMap<string, Form>,
): FilterField[] {
  const types = figureTypes(figures, form, forms);
  return (figures ?? []).flatMap(({ id, label }) => {
    const path = `figure.${id}`;
    const kind = filterKindOf(types[path]);
    return kind ? [{ path, label: label ?? id, kind, field: null, form: undefined }] : [];
  });
}
