import { type RefObject, useEffect, useRef, useState } from 'react';
import Pad from 'signature_pad';
import { strokesOf } from './strokes.js';

/** What was drawn, as one SVG path, in pixels of the box. */
export interface Drawing {
  path: string;
  width: number;
  height: number;
}

interface Drawer {
  canvas: RefObject<HTMLCanvasElement | null>;
  isEmpty: boolean;
  clear: () => void;
  /** null: nothing is drawn. */
  drawing: () => Drawing | null;
}

/** A canvas to draw a name on: sharp on every screen, and drawn anew when its size changes. */
export function useDrawing(onStroke?: (drawing: Drawing) => void): Drawer {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad | null>(null);
  const [isEmpty, setEmpty] = useState(true);
  const drawing = () => {
    const element = canvas.current;
    if (!pad.current || !element || pad.current.isEmpty()) return null;
    return {
      path: strokesOf(pad.current.toData()),
      width: Math.round(element.offsetWidth),
      height: Math.round(element.offsetHeight),
    };
  };
  const drawn = useRef(() => {});
  drawn.current = () => {
    const made = drawing();
    setEmpty(made === null);
    if (made) onStroke?.(made);
  };
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const made = new Pad(element, { minDistance: 3, penColor: getComputedStyle(element).color });
    const size = () => {
      const ratio = Math.max(devicePixelRatio, 1);
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext('2d')?.scale(ratio, ratio);
      made.redraw();
    };
    size();
    const watcher = new ResizeObserver(size);
    watcher.observe(element);
    made.addEventListener('endStroke', () => drawn.current());
    pad.current = made;
    return () => {
      watcher.disconnect();
      made.off();
    };
  }, []);
  const clear = () => {
    pad.current?.clear();
    setEmpty(true);
  };
  return { canvas, isEmpty, clear, drawing };
}
