import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Work } from './board-model.js';
import { type BoardTime, instantAt, shareOf } from './board-time.js';

/** Something is being dragged: where it would come to lie. */
export interface Drag {
  work: Work;
  mode: 'move' | 'end';
  resource: string | null;
  start: number | null;
  minutes: number;
  x: number;
  y: number;
}

const slackPx = 5;
const leastMinutes = 15;

/** Dragging by pointer: a card or a bar to a row and a time, or the end of a bar. Escape lets go. */
export function useBoardDrag(time: BoardTime, onDrop: (drag: Drag) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const latest = useRef({ time, onDrop });
  latest.current = { time, onDrop };
  useEffect(() => () => stop.current?.(), []);

  const begin = useCallback((event: PointerEvent, work: Work, mode: Drag['mode']) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const bar = event.currentTarget.closest('[data-bar]');
    const grabbed = mode === 'move' && bar ? event.clientX - bar.getBoundingClientRect().left : 0;
    const at = { x: event.clientX, y: event.clientY };
    let current: Drag | null = null;
    const move = (next: globalThis.PointerEvent) => {
      if (!current && Math.hypot(next.clientX - at.x, next.clientY - at.y) < slackPx) return;
      current = dragTo(next, work, mode, grabbed, latest.current.time);
      setDrag(current);
    };
    const end = (isDropped: boolean) => {
      stop.current?.();
      setDrag(null);
      if (isDropped && current?.resource && current.start !== null) latest.current.onDrop(current);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const key = (pressed: KeyboardEvent) => pressed.key === 'Escape' && end(false);
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key);
    stop.current = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key);
      stop.current = null;
    };
  }, []);
  return { drag, begin };
}

function dragTo(
  { clientX: x, clientY: y }: globalThis.PointerEvent,
  work: Work,
  mode: Drag['mode'],
  grabbed: number,
  time: BoardTime,
): Drag {
  const lane = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-resource]'))
    .find((element) => element !== null);
  if (!lane) return { work, mode, resource: null, start: null, minutes: work.minutes, x, y };
  const { left, width } = lane.getBoundingClientRect();
  if (mode === 'end' && work.start !== null) {
    const end = instantAt((x - left) / width, time);
    const minutes = Math.max(leastMinutes, Math.round((end - work.start) / 60_000));
    return { work, mode, resource: work.resource, start: work.start, minutes, x, y };
  }
  // A bar that began before the first hour is taken by what is seen of it.
  const offset = Math.min(grabbed, work.start === null ? 0 : shareOf(work.end ?? work.start, time) * width);
  const start = instantAt((x - offset - left) / width, time);
  return { work, mode, resource: lane.dataset.resource ?? null, start, minutes: work.minutes, x, y };
}
