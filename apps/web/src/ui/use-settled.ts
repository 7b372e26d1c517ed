import { useEffect, useState } from 'react';

const pauseMs = 200;

/** A value once it has stood still for a moment, such as words being typed. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
