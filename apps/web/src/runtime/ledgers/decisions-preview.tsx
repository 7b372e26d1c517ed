import type { DecisionPreview } from '@fieldwork/api-contract';
import { type Form, idOf } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { FormStore } from '../form/form-store.js';
import styles from './ledgers.module.css';

/** What decision tables say of a new record while it is filled in: whether it is covered, and why. */
export function DecisionsPreview({ form, store }: { form: Form; store: FormStore }) {
  const { data } = useAppScope();
  return data.previews.includes(form.id) ? <Preview form={form} store={store} /> : null;
}

function Preview({ form, store }: { form: Form; store: FormStore }) {
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const state = useSyncExternalStore(store.subscribe, () => store.state);
  const print = useSettled(useMemo(() => JSON.stringify(filled(form, state.values)), [form, state.values]));
  const { data } = useQuery({
    queryKey: ['decisions', scope.id, form.id, print],
    queryFn: () =>
      call<DecisionPreview[]>('POST', `/apps/${scope.id}/forms/${form.id}/decisions/preview`, {
        body: { values: JSON.parse(print) as Record<string, unknown> },
      }),
    placeholderData: keepPreviousData,
    enabled: print !== '{}',
    retry: false,
  });
  if (!data || data.length === 0) return null;
  return (
    <div className={styles.preview} role="status">
      {data.map(({ table, label, outputs }) => (
        <span key={table}>
          {text(label)}
          {v('colon')}
          <strong>
            {outputs.slice(0, 1).map(({ text: words, value }) => (words ? text(words) : String(value)))}
          </strong>
          {outputs.slice(1).map(({ id, text: words, value }) => (
            <span key={id} className="muted">
              {' · '}
              {words ? text(words) : String(value)}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}

/** What tables can decide on: what is filled in, references by their ids; no rows and no long words. */
function filled(form: Form, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    form.fields.flatMap((field): [string, unknown][] => {
      const value = values[field.id];
      if (value === null || value === undefined || field.fields || field.compute !== undefined) return [];
      if (field.type === 'long_text' || field.type === 'rich_text') return [];
      if (field.form !== undefined) return [[field.id, idOf(value)]];
      return typeof value === 'object' ? [] : [[field.id, value]];
    }),
  );
}
