import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** The part of the map in sight: how far in, and by how many pixels moved. */
export interface MapWindow {
  scale: number;
  x: number;
  y: number;
}

const whole: MapWindow = { scale: 1, x: 0, y: 0 };
const mostScale = 12;
const step = 1.6;
/** A press that moves less is a click. */
const clickPixels = 4;

function zoomed(before: MapWindow, factor: number, x: number, y: number): MapWindow {
  const scale = Math.min(mostScale, Math.max(1, before.scale * factor));
  if (scale === 1) return whole;
  const by = scale / before.scale;
  return { scale, x: x - (x - before.x) * by, y: y - (y - before.y) * by };
}

/** Zoom by wheel and buttons, move by dragging; begins anew when `key` changes. */
export function useMapWindow(box: RefObject<HTMLDivElement | null>, key: string) {
  const [seen, setSeen] = useState({ key, at: whole });
  const at = seen.key === key ? seen.at : whole;
  const set = (next: (before: MapWindow) => MapWindow) =>
    setSeen((before) => ({ key, at: next(before.key === key ? before.at : whole) }));
  const drag = useRef<{ x: number; y: number; from: MapWindow; isMoved: boolean } | null>(null);
  const setter = useRef(set);
  setter.current = set;
  useEffect(() => {
    const element = box.current;
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !element) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const factor = event.deltaY < 0 ? step : 1 / step;
      setter.current((before) => zoomed(before, factor, event.clientX - left, event.clientY - top));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [box]);
  const middle = (factor: number) => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    set((before) => zoomed(before, factor, width / 2, height / 2));
  };
  return {
    at,
    zoomIn: () => middle(step),
    zoomOut: () => middle(1 / step),
    reset: () => set(() => whole),
    /** Whether the press that just ended moved the map: then it is no click. */
    wasDragged: () => drag.current?.isMoved === true,
    onPointerDown: (event: PointerEvent) => {
      drag.current = { x: event.clientX, y: event.clientY, from: at, isMoved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = drag.current;
      if (!start || event.buttons === 0 || start.from.scale === 1) return;
      const across = event.clientX - start.x;
      const down = event.clientY - start.y;
      if (!start.isMoved && Math.hypot(across, down) < clickPixels) return;
      start.isMoved = true;
      set(() => ({ ...start.from, x: start.from.x + across, y: start.from.y + down }));
    },
  };
}
