import type { PublishStep } from '@fieldwork/api-contract';
import {
  changeKey,
  type Form,
  fieldOf,
  isDestructive,
  localize,
  type StorageChange,
} from '@fieldwork/metadata';

/** What a publish does to the data, in words for people; steps nobody needs to know of are left out. */
export function describeChanges(
  changes: readonly StorageChange[],
  before: Form | null,
  after: Form,
): PublishStep[] {
  return changes.flatMap((change) => {
    const text = describe(change, before, after);
    return text ? [{ key: changeKey(change), losesData: isDestructive(change), text }] : [];
  });
}

function describe(change: StorageChange, before: Form | null, after: Form): PublishStep['text'] | null {
  const named = (id: string) => {
    const [form, child] = change.table.split('__');
    const sources = [after, before].filter((source) => source?.id === form);
    for (const source of sources) {
      const parent = child === undefined ? source : fieldOf(source as Form, child);
      const field = (parent?.fields ?? []).find((candidate) => candidate.id === id);
      if (field) return { zh: localize(field.label, 'zh-CN'), en: localize(field.label, 'en') };
    }
    return { zh: id, en: id };
  };
  switch (change.change) {
    case 'create_table': {
      if (change.parent === null) return { 'zh-CN': '新建数据表', en: 'Creates the table' };
      const label = childLabel(change.table, after);
      return { 'zh-CN': `新建子表「${label.zh}」`, en: `Adds the sub-table “${label.en}”` };
    }
    case 'drop_table': {
      const label = childLabel(change.table, before ?? after);
      return {
        'zh-CN': `删除子表「${label.zh}」及其全部数据`,
        en: `Removes the sub-table “${label.en}” with all its rows`,
      };
    }
    case 'add_column': {
      const label = named(change.column.name);
      return { 'zh-CN': `新增字段「${label.zh}」`, en: `Adds the field “${label.en}”` };
    }
    case 'drop_column': {
      const label = named(change.column);
      return {
        'zh-CN': `删除字段「${label.zh}」及其全部数据`,
        en: `Removes the field “${label.en}” with all its data`,
      };
    }
    case 'change_type': {
      const label = named(change.column.name);
      return isDestructive(change)
        ? {
            'zh-CN': `更改「${label.zh}」的类型，已有数据将被清空`,
            en: `Changes the type of “${label.en}”; its data is emptied`,
          }
        : {
            'zh-CN': `更改「${label.zh}」的类型，已有数据转为文字`,
            en: `Changes the type of “${label.en}”; its data becomes text`,
          };
    }
    case 'change_target': {
      const label = named(change.column.name);
      return {
        'zh-CN': `「${label.zh}」改为关联另一表单，已有关联将被清空`,
        en: `“${label.en}” refers to another form; its links are emptied`,
      };
    }
    case 'add_unique': {
      const label = named(change.column);
      return { 'zh-CN': `「${label.zh}」不允许重复`, en: `“${label.en}” must be unique` };
    }
    case 'drop_unique': {
      const label = named(change.column);
      return { 'zh-CN': `「${label.zh}」允许重复`, en: `“${label.en}” may repeat` };
    }
    case 'add_index':
      return null;
  }
}

function childLabel(table: string, form: Form): { zh: string; en: string } {
  const field = fieldOf(form, table.split('__')[1] ?? '');
  return field
    ? { zh: localize(field.label, 'zh-CN'), en: localize(field.label, 'en') }
    : { zh: table, en: table };
}
