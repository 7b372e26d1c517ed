import type { Field } from '@fieldwork/metadata';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import styles from './form.module.css';
import { useShownForm } from './run-context.js';

/** One field while it is read. */
export function ShownField({ field }: { field: Field }) {
  const text = useText();
  const { store } = useShownForm();
  const { Display } = widgetOf(field);
  const value = store.state.base?.[field.id];
  return (
    <div data-field={field.id}>
      <span className={styles.label}>{text(field.label)}</span>
      <div className={styles.value}>
        {isEmptyValue(value) ? (
          <span className="muted" aria-hidden>
            —
          </span>
        ) : (
          <Display field={field} value={value} place="full" />
        )}
      </div>
    </div>
  );
}
