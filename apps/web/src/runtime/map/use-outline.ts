import { useQuery } from '@tanstack/react-query';
import { type OutlineFile, regionsOf } from './outline.js';

/** The regions inside an area (`100000` is the country), from the files that ship with the product. */
export function useOutline(code: string) {
  return useQuery({
    queryKey: ['outline', code],
    queryFn: async ({ signal }) => {
      const response = await fetch(`/maps/${code}.json`, { signal });
      if (!response.ok) throw new Error(`no outline of ${code}`);
      return regionsOf((await response.json()) as OutlineFile);
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
}
