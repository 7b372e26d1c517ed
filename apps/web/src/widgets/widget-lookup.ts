import type { Field, FieldTypeName } from '@fieldwork/metadata';
import type { Widget } from './widget.js';

let known: Readonly<Record<FieldTypeName, Widget>> | undefined;

/** Called once by the registry. Rows of a sub-table look their cells' widgets up here, since the registry lists them too. */
export function registerWidgets(widgets: Readonly<Record<FieldTypeName, Widget>>): void {
  known = widgets;
}

export function widgetOf(field: Pick<Field, 'type'>): Widget {
  if (!known) throw new Error('The widgets are not registered yet');
  return known[field.type];
}

/** Figures stand at the right, one below the other. */
export function isNumeric(field: Field): boolean {
  return widgetOf(field).isNumeric === true || field.result === 'number';
}

export function isEmptyValue(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
