import { useEffect, useState } from 'react';
import { momentOf } from '../../api/time-zone.js';
import { readPosition } from '../../widgets/position.js';
import type { Meta } from '../store/database.js';
import { useGround, usePhone } from './phone-context.js';

/** Tells the office where the phone is: only if its owner allowed it, only in the hours of the page, only while it is open. */
export function PositionTeller() {
  const { store, sync } = usePhone();
  const { page } = useGround();
  const [isAllowed, setAllowed] = useState(false);
  useEffect(() => {
    const read = async () =>
      setAllowed(
        ((await store.database.get('meta', 'tellsPosition')) as Meta['tellsPosition'] | undefined) === true,
      );
    void read();
    addEventListener('fieldwork-position', read);
    return () => removeEventListener('fieldwork-position', read);
  }, [store]);
  const { positions } = page;
  useEffect(() => {
    if (!isAllowed || !positions) return undefined;
    const tell = async () => {
      const clock = momentOf(new Date()).format('HH:mm');
      if (clock < positions.from || clock >= positions.to || document.visibilityState !== 'visible') return;
      const position = await readPosition().catch(() => null);
      if (position) sync.soon(position);
    };
    void tell();
    const timer = setInterval(() => void tell(), positions.everyMinutes * 60_000);
    return () => clearInterval(timer);
  }, [isAllowed, positions, sync]);
  return null;
}
