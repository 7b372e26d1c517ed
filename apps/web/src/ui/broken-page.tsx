import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Broken } from './error-boundary.js';

const key = 'fieldwork.reloaded';
const onceInMs = 30_000;
/** How browsers say that a page's script is not there, as after an upgrade of the server. */
const missing = /dynamically imported module|Importing a module script failed|error loading dynamically/i;

/** Where a page cannot be shown. One whose script an upgrade has replaced is fetched anew, once. */
export function BrokenPage() {
  const error = useRouteError();
  const isStale = error instanceof Error && missing.test(error.message);
  useEffect(() => {
    if (!isStale || Date.now() - Number(sessionStorage.getItem(key) ?? 0) < onceInMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  }, [isStale]);
  return <Broken />;
}
