import type { Narrowing, Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { useMemo, useState } from 'react';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { RecordValues } from '../../widgets/record-values.js';
import styles from './form.module.css';
import { FormStore } from './form-store.js';
import { LayoutView } from './layout-view.js';
import { type ShownForm, ShownFormContext } from './run-context.js';

interface RecordSheetProps {
  form: Form;
  record: Values;
  narrowing?: Narrowing | undefined;
}

/** A record to read, laid out as its form. */
export function RecordSheet({ form, record, narrowing }: RecordSheetProps) {
  const { forms } = useAppScope();
  const contextOf = useExpressionContext();
  const [openTabs, setOpenTabs] = useState<Readonly<Record<string, string>>>({});
  const shown = useMemo(
    (): ShownForm => ({
      store: new FormStore(
        form,
        record,
        {},
        { forms, context: contextOf(), ...(narrowing ? { narrowing } : {}) },
      ),
      run: null,
      only: null,
      isChecked: false,
      openTabs,
      setOpenTab: (tabs, tab) => setOpenTabs((open) => ({ ...open, [tabs]: tab })),
    }),
    [form, record, narrowing, forms, contextOf, openTabs],
  );
  return (
    <ShownFormContext value={shown}>
      <RecordValues value={record}>
        <div className={`${styles.form} ${styles.shown}`}>
          <LayoutView nodes={form.layout} form={form} />
        </div>
      </RecordValues>
    </ShownFormContext>
  );
}
