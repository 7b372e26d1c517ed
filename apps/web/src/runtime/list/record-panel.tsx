import type { Form } from '@fieldwork/metadata';
import { useEffect, useRef } from 'react';
import { RecordView } from '../record/record-view.js';
import styles from './list.module.css';

interface RecordPanelProps {
  form: Form;
  id: string;
  /** The records of the page, in order, for ↑ and ↓. */
  ids: readonly string[];
  isBin: boolean;
  onOpen: (id: string | null) => void;
}

const typing =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="combobox"]';

/** The open record beside the list. Esc closes, ↑ and ↓ move on. */
export function RecordPanel({ form, id, ids, isBin, onOpen }: RecordPanelProps) {
  const panel = useRef<HTMLElement>(null);
  const shown = useRef(id);
  shown.current = id;
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    // Whoever closes the panel goes on at the row it showed last.
    return () => {
      const row = `[data-row-key="${CSS.escape(shown.current)}"]`;
      document.querySelector<HTMLElement>(`${row} a`)?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        (event.target as Element).closest(typing) ||
        document.querySelector('.ant-modal-mask:not([style*="none"])')
      )
        return;
      if (event.key === 'Escape') onOpen(null);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step === undefined ? undefined : ids[ids.indexOf(id) + step];
      if (!next) return;
      event.preventDefault();
      onOpen(next);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <aside ref={panel} className={styles.panel} tabIndex={-1}>
      <RecordView key={id} form={form} id={id} place="panel" isBin={isBin} onClose={() => onOpen(null)} />
    </aside>
  );
}
