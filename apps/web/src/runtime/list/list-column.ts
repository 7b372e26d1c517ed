import type { Field, Text } from '@fieldwork/metadata';

/** One column of a list: a field of the form, or what every record has. */
export interface ListColumn {
  path: string;
  label: Text;
  width: number;
  /** Holds words of any length: takes what they need. */
  isElastic: boolean;
  isNumeric: boolean;
  field: Field;
}
