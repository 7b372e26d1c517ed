import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldLook, FormStore } from './form-store.js';
import type { FormRun } from './use-form-runtime.js';

/** A form that is shown: with `run` it can be filled in, without it is read. */
export interface ShownForm {
  store: FormStore;
  run: FormRun | null;
  /** Only these fields are shown; all when not given. */
  only: ReadonlySet<string> | null;
  /** Whether complaints about what was never touched are shown too. */
  isChecked: boolean;
  openTabs: Readonly<Record<string, string>>;
  setOpenTab: (tabs: string, tab: string) => void;
}

export const ShownFormContext = createContext<ShownForm | null>(null);

export function useShownForm(): ShownForm {
  const shown = useContext(ShownFormContext);
  if (!shown) throw new Error('useShownForm is used outside of a form');
  return shown;
}

/** How a field looks right now; the component is drawn again only when that changes. */
export function useFieldLook(field: string): FieldLook | undefined {
  const { store } = useShownForm();
  return useSyncExternalStore(store.subscribe, () => store.lookOf(field));
}

/** Whether any of these fields is to be seen: a container without anything in it is not shown. */
export function useAnyVisible(fields: readonly string[]): boolean {
  const { store, only } = useShownForm();
  const shown = only ? fields.filter((field) => only.has(field)) : fields;
  return useSyncExternalStore(store.subscribe, () => store.isVisible(shown));
}

export const inputId = (field: string) => `field-${field}`;
