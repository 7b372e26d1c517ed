/** Whose phone this is and with which page he works. */
export interface Identity {
  user: string;
  name: string;
  app: string;
  page: string;
}

const key = 'fieldwork.field';

export function readIdentity(): Identity | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isIdentity(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function writeIdentity(identity: Identity | null): void {
  if (identity === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(identity));
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== 'object' || value === null) return false;
  const { user, name, app, page } = value as Record<string, unknown>;
  return [user, name, app, page].every((part) => typeof part === 'string' && part !== '');
}
