import { useEffect, useRef, useState } from 'react';
import { areFixed, type Found } from './found-position.js';
import { positionOf, takeReading } from './position.js';

const readingsCompared = 3;
const betweenMs = 2_000;

/**
 * Finds out where the device is, once at a time. Nobody waits for more than the first reading; when those after it are
 * the same, what was found is told once more.
 */
export function useLocating(onFound: (found: Found) => void): {
  locate: () => void;
  isLocating: boolean;
  hasFailed: boolean;
} {
  const [state, setState] = useState<'idle' | 'locating' | 'failed'>('idle');
  const latest = useRef(onFound);
  latest.current = onFound;
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );
  const look = async (own: number) => {
    const first = await takeReading().catch(() => null);
    if (turn.current !== own) return;
    setState(first ? 'idle' : 'failed');
    if (!first) return;
    const position = positionOf(first);
    latest.current({ position, isFixed: false });
    const readings = [first];
    while (readings.length < readingsCompared) {
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
      const next = turn.current === own ? await takeReading(0).catch(() => null) : null;
      if (!next || turn.current !== own) return;
      readings.push(next);
    }
    if (areFixed(readings)) latest.current({ position, isFixed: true });
  };
  const locate = () => {
    setState('locating');
    void look(++turn.current);
  };
  return { locate, isLocating: state === 'locating', hasFailed: state === 'failed' };
}
