import { useSyncExternalStore } from 'react';
import type { ThemeName } from './theme.js';

export type ThemeChoice = 'system' | ThemeName;

const storageKey = 'fieldwork.theme';
const listeners = new Set<() => void>();
const darkMedia = matchMedia('(prefers-color-scheme: dark)');
darkMedia.addEventListener('change', notify);

function notify(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readChoice(): ThemeChoice {
  const kept = localStorage.getItem(storageKey);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Chooses light, dark, or what the system asks for. */
export function setThemeChoice(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  notify();
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readChoice);
}

export function useThemeName(): ThemeName {
  return useSyncExternalStore(subscribe, () => {
    const choice = readChoice();
    if (choice !== 'system') return choice;
    return darkMedia.matches ? 'dark' : 'light';
  });
}

const menuKey = 'fieldwork.menu';

/** Whether the app's menu is folded away on a wide screen. */
export function useMenuFolded(): [boolean, (folded: boolean) => void] {
  const folded = useSyncExternalStore(subscribe, () => localStorage.getItem(menuKey) === 'folded');
  const set = (next: boolean) => {
    localStorage.setItem(menuKey, next ? 'folded' : 'open');
    notify();
  };
  return [folded, set];
}
