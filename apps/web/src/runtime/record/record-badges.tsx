import type { RecordData } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { Tooltip } from 'antd';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';

/** Values that the form wants in the head of a record. One that speaks for itself, as an option does, goes without its name. */
export function RecordBadges({ form, record }: { form: Form; record: RecordData }) {
  const text = useText();
  return (form.badges ?? []).map((id) => {
    const field = fieldOf(form, id);
    const value = record[id];
    if (!field || isEmptyValue(value)) return null;
    const { Display } = widgetOf(field);
    const label = text(field.label);
    if (!field.options)
      return (
        <span key={id}>
          <span className="muted">{label}</span> <Display field={field} value={value} place="cell" />
        </span>
      );
    return (
      <Tooltip key={id} title={label}>
        <span>
          <Display field={field} value={value} place="cell" />
        </span>
      </Tooltip>
    );
  });
}
