import { useSyncExternalStore } from 'react';

/** A yes or no that distant parts of the shell share, such as whether the search is open. */
export function createOpenState() {
  let isOpen = false;
  const listeners = new Set<() => void>();
  const set = (next: boolean) => {
    isOpen = next;
    for (const listener of listeners) listener();
  };
  const use = () =>
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => isOpen,
    );
  return { set, use };
}

export const searchState = createOpenState();
export const drawerState = createOpenState();
