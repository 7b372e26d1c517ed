import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 767px)');
const narrow = matchMedia('(max-width: 1199px)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => media.matches,
  );
}

/** One column, bottom bar. */
export const useIsPhone = () => useMedia(phone);
/** Too narrow for a column beside the content. */
export const useIsNarrow = () => useMedia(narrow);
/** The system asks that nothing moves by itself. */
export const useIsStill = () => useMedia(still);
