import { fieldOf } from '@fieldwork/metadata';
import { memo } from 'react';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';

/** A field as the form will show it, not to be filled in here. */
export function FieldCard({ id }: { id: string }) {
  const { form } = useFormDesign();
  const field = fieldOf(form, id);
  return field ? <Look field={field} /> : <span className="muted">{id}</span>;
}

const nothing = () => undefined;

const Look = memo(function Look({ field }: { field: NonNullable<ReturnType<typeof fieldOf>> }) {
  const text = useText();
  const { Input } = widgetOf(field);
  return (
    <>
      <div className={styles.label}>
        {text(field.label)}
        {field.required === true && <span className={styles.star}>*</span>}
        {field.visible !== undefined && <span className={styles.conditional}>?</span>}
      </div>
      <div inert className={styles.input}>
        <Input id={`design-${field.id}`} field={field} value={null} values={{}} onChange={nothing} />
      </div>
      {field.help && <div className={styles.help}>{text(field.help)}</div>}
    </>
  );
});
