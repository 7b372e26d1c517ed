import type { Values } from '@fieldwork/form-engine';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { Alert } from 'antd';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useDuplicates } from '../../api/search.js';
import { useSettled } from '../../ui/use-settled.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { LikelyDuplicate } from './reasons.js';

/** Before a record is written: what is probably the same. It warns, it does not forbid. */
export function DuplicatesPanel({ form, values }: { form: Form; values: Values }) {
  const t = useWords(duplicateWords);
  const scope = useAppScope();
  const print = useSettled(useMemo(() => JSON.stringify(compared(form, values)), [form, values]));
  const { data } = useDuplicates(scope.id, form.id, print);
  if (print === '{}' || !data || data.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('warning')}
      description={data.map((duplicate) => (
        <LikelyDuplicate key={duplicate.id} form={form} duplicate={duplicate} />
      ))}
    />
  );
}

/** What the form compares, as far as it is filled in. */
export function compared(form: Form, values: Values): Record<string, unknown> {
  const { keys = [], near = [] } = form.duplicates ?? {};
  const ids = new Set([...keys.flatMap(({ fields }) => fields), ...near.map(({ field }) => field)]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = values[id];
      return fieldOf(form, id) && value !== null && value !== undefined && value !== '' ? [[id, value]] : [];
    }),
  );
}
