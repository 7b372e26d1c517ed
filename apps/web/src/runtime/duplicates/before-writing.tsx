import type { Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { useSyncExternalStore } from 'react';
import { AskPanels } from '../connectors/ask-panel.js';
import type { FormRun } from '../form/use-form-runtime.js';
import { SuggestionsPanels } from '../knowledge/suggestions-panel.js';
import { DuplicatesPanel } from './duplicates-panel.js';

/** While a record is filled in: what is probably the same, and what may help. */
export function BeforeWriting({ form, run, isFolded }: { form: Form; run: FormRun; isFolded?: boolean }) {
  const state = useSyncExternalStore(run.store.subscribe, () => run.store.state);
  const isNew = run.store.base === null;
  const isOpen = (field: string) => {
    const look = run.store.lookOf(field)?.state;
    return look?.visible === true && !look.readOnly;
  };
  const change = (changes: Values) => {
    for (const [field, value] of Object.entries(changes)) run.change(field, value);
  };
  return (
    <div style={{ flexBasis: '100%' }}>
      {isNew && form.duplicates && <DuplicatesPanel form={form} values={state.values} />}
      <SuggestionsPanels
        form={form}
        values={state.values}
        isOpen={isOpen}
        isFolded={isFolded}
        onChange={change}
      />
      <AskPanels form={form} values={state.values} isOpen={isOpen} onChange={change} />
    </div>
  );
}
