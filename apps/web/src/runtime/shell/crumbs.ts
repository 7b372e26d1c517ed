import { useEffect, useSyncExternalStore } from 'react';

export interface Crumb {
  label: string;
  to?: string;
}

let crumbs: readonly Crumb[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Crumb[]): void {
  crumbs = next;
  document.title = [...next.map(({ label }) => label).reverse(), 'Fieldwork'].filter(Boolean).join(' · ');
  for (const listener of listeners) listener();
}

/** Tells the top line (and the browser's title) where the page stands; null leaves that to somebody else. */
export function useCrumbs(path: readonly Crumb[] | null): void {
  const key = JSON.stringify(path);
  useEffect(() => {
    if (key !== 'null') set(JSON.parse(key) as Crumb[]);
  }, [key]);
}

export function useCurrentCrumbs(): readonly Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => crumbs,
  );
}
