import { useLocation, useNavigate } from 'react-router';
import type { Drill } from './drill-drawer.js';

/** The records that are open beside a page of charts: an entry of the browser's history, so that "back" closes them. */
export function useDrill() {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  return {
    drill: (state as { drill?: Drill } | null)?.drill ?? null,
    open: (drill: Drill) => void navigate({ pathname, search }, { state: { drill } }),
    close: () => void navigate(-1),
  };
}
