import type { Form } from '@fieldwork/metadata';
import { createContext, useContext } from 'react';
import type { Ground } from '../conditions/expression-field.js';
import type { DraftStore } from '../document/draft-store.js';
import type { PaletteItem } from './form-edit.js';
import type { Spot } from './layout-edit.js';

/** What the panes of the form designer share. */
export interface FormDesign {
  store: DraftStore<'form'>;
  form: Form;
  /** Key of the node that is selected (`field:…`, `section:…`, `tabs:…`); null: the form itself. */
  selected: string | null;
  select: (key: string | null) => void;
  change: (next: (form: Form) => Form, key?: string) => void;
  /** Puts something new after what is selected, or where it was dropped. */
  add: (item: PaletteItem, spot?: Spot) => void;
  remove: (key: string) => void;
  duplicate: (key: string) => void;
  ground: Ground;
  /** Keys of nodes that have a problem. */
  troubled: ReadonlySet<string>;
  /** Where what is being dragged would go. */
  mark: Spot | null;
}

export const FormDesignContext = createContext<FormDesign | null>(null);

export function useFormDesign(): FormDesign {
  const design = useContext(FormDesignContext);
  if (!design) throw new Error('useFormDesign is used outside of the form designer');
  return design;
}
