import type { DevicePosition } from '@fieldwork/api-contract';
import { useRef, useState } from 'react';
import { readPosition } from './position.js';

/** Finds out where the device is, once at a time. */
export function useLocating(onFound: (position: DevicePosition) => void): {
  locate: () => void;
  isLocating: boolean;
  hasFailed: boolean;
} {
  const [state, setState] = useState<'idle' | 'locating' | 'failed'>('idle');
  const latest = useRef(onFound);
  latest.current = onFound;
  const locate = () => {
    setState('locating');
    readPosition().then(
      (position) => {
        setState('idle');
        latest.current(position);
      },
      () => setState('failed'),
    );
  };
  return { locate, isLocating: state === 'locating', hasFailed: state === 'failed' };
}
