import { lazy, Suspense } from 'react';
import { useRingingCalls } from '../../api/intake.js';

const CallCards = lazy(async () => ({ default: (await import('./call-cards.js')).CallCards }));

/** Waits for calls; what a card needs is loaded when the first one rings. */
export function Ringing() {
  const { data = [] } = useRingingCalls();
  if (data.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <CallCards calls={data} />
    </Suspense>
  );
}
