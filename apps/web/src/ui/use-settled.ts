import { useEffect, useState } from 'react';

const usualMs = 200;

/** A value once it has stood still for a moment, such as words being typed. */
export function useSettled<T>(value: T, pauseMs = usualMs): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
