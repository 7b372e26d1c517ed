import type { Field, Issue } from '@fieldwork/metadata';
import type { ComponentType, ReactNode } from 'react';

/** What every input gets. `values` is the record as it stands in the form, for pickers that depend on it. */
export interface InputProps {
  id: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur?: (() => void) | undefined;
  isReadOnly?: boolean | undefined;
  isRequired?: boolean | undefined;
  isInvalid?: boolean | undefined;
  /** Id of the element that says what is wrong or what is meant. */
  describedBy?: string | undefined;
  values: Readonly<Record<string, unknown>>;
  /** Of a sub-table: what each cell is like right now, and the rows with their computed cells. */
  rowStates?: readonly Readonly<Record<string, CellState>>[] | undefined;
  settled?: unknown;
}

export interface CellState {
  visible: boolean;
  required: boolean;
  readOnly: boolean;
  issues: readonly Issue[];
}

/** `cell`: one line in a table; `full`: on the record page. The value is never empty. */
export interface DisplayProps {
  field: Field;
  value: unknown;
  place: 'cell' | 'full';
  /** Says times to the minute even in a cell, as where two of them are compared. */
  isExact?: boolean;
}

/** How one field type is entered and shown. A type declares itself in one file; the registry lists them all. */
export interface Widget {
  Input: ComponentType<InputProps>;
  Display: ComponentType<DisplayProps>;
  icon: ReactNode;
  /** Width of a column in lists, in pixels. */
  columnWidth?: number;
  /** Holds words of any length, so a list gives its column what they need. */
  isElastic?: boolean;
  isNumeric?: boolean;
  /** Takes the whole width of a form however it is placed. */
  isWide?: boolean;
  /** Too large for a column of a list. */
  isNoColumn?: boolean;
  /** The input is a group of controls, so its label names a group and does not point at one control. */
  isGroup?: boolean;
}

/** The properties that tell assistive technology about an input. */
export function ariaOf(props: InputProps) {
  return {
    id: props.id,
    'aria-invalid': props.isInvalid ? (true as const) : undefined,
    'aria-required': props.isRequired ? (true as const) : undefined,
    'aria-describedby': props.describedBy,
  };
}

export function statusOf(props: InputProps): 'error' | undefined {
  return props.isInvalid ? 'error' : undefined;
}

export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
