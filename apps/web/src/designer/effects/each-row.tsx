import type { ExpressionJson } from '@fieldwork/metadata';
import { bilingual, type Form, fieldOf, localize, rowTypes } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { filterFieldsOf } from '../../runtime/filters/filter-fields.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { namesFrom } from '../conditions/field-names.js';
import { Setting } from '../parts/setting.js';
import { effectWords } from './effect-words.js';

const rowWord = bilingual('行', 'Row');

/** What expressions speak of when an action is done once for each row of a sub-table: `row.…` too. */
export function useRowGround(ground: Ground, form: Form, each: string | undefined): Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const table = each === undefined ? undefined : fieldOf(form, each);
    if (!table?.fields) return ground;
    const own = rowTypes(table, forms);
    const { names, fields } = ground;
    const wordOf = (path: string) => {
      if (!path.startsWith('row.')) return names.words.get(path) ?? path;
      const [, column = '', member] = path.split('.');
      const field = table.fields?.find(({ id }) => id === column);
      const target = field?.form === undefined ? undefined : forms.get(field.form);
      const looked = member === undefined || !target ? undefined : fieldOf(target, member);
      const words = [rowWord, field?.label, looked?.label].filter((one) => one !== undefined);
      return words.map((one) => localize(one, locale)).join('·');
    };
    const columns = filterFieldsOf({ ...form, fields: table.fields }).filter(({ path }) =>
      table.fields?.some(({ id }) => id === path),
    );
    const rows = columns.map((one) => ({ ...one, path: `row.${one.path}` }));
    return {
      ...ground,
      names: namesFrom({ ...names.types, ...own }, wordOf, names.rows),
      fields: [...rows, ...fields],
    };
  }, [ground, form, each, forms, locale]);
}

interface Each {
  each?: string | undefined;
  when?: ExpressionJson | undefined;
}

/** Whether an action is done once, or for each row of a sub-table for which a condition holds. */
export function EachRow<E extends Each>({
  effect,
  form,
  ground,
  onChange,
}: {
  effect: E;
  form: Form;
  ground: Ground;
  onChange: (effect: E) => void;
}) {
  const t = useWords(effectWords);
  const text = useText();
  const tables = form.fields.filter(({ fields }) => fields !== undefined);
  if (tables.length === 0) return null;
  const { each, when, ...rest } = effect;
  const changed = (next: Each) => onChange({ ...rest, ...next } as E);
  return (
    <>
      <Setting label={t('each')}>
        <Select
          aria-label={t('each')}
          value={each ?? ''}
          onChange={(next) => changed(next === '' ? {} : { each: next })}
          options={[
            { value: '', label: t('each_none') },
            ...tables.map(({ id, label }) => ({ value: id, label: text(label) })),
          ]}
        />
      </Setting>
      {each !== undefined && (
        <ConditionField
          label={t('each_when')}
          ground={ground}
          value={when}
          onChange={(next) => changed(next === undefined ? { each } : { each, when: next })}
        />
      )}
    </>
  );
}
