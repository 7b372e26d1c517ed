import type { Form } from '@fieldwork/metadata';
import { useSyncExternalStore } from 'react';
import type { FormRun } from '../form/use-form-runtime.js';
import { SuggestionsPanels } from '../knowledge/suggestions-panel.js';
import { DuplicatesPanel } from './duplicates-panel.js';

/** While a record is filled in: what is probably the same, and what may help. */
export function BeforeWriting({ form, run }: { form: Form; run: FormRun }) {
  const state = useSyncExternalStore(run.store.subscribe, () => run.store.state);
  const isNew = run.store.base === null;
  if (!form.duplicates && !form.suggestions) return null;
  return (
    <div style={{ flexBasis: '100%' }}>
      {isNew && form.duplicates && <DuplicatesPanel form={form} values={state.values} />}
      <SuggestionsPanels
        form={form}
        values={state.values}
        isOpen={(field) => {
          const look = run.store.lookOf(field)?.state;
          return look?.visible === true && !look.readOnly;
        }}
        onChange={(changes) => {
          for (const [field, value] of Object.entries(changes)) run.change(field, value);
        }}
      />
    </div>
  );
}
