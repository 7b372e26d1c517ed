import {
  type CollisionDetection,
  type DragEndEvent,
  type DragMoveEvent,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import type { Form } from '@fieldwork/metadata';
import { useState } from 'react';
import type { PaletteItem } from './form-edit.js';
import { fitsIn, moveNode, type Spot } from './layout-edit.js';

interface Dragged {
  item?: PaletteItem;
  key?: string;
  kind?: 'field' | 'section' | 'tabs';
}
interface Target {
  container?: string;
  index?: number;
  length?: number;
}

/** What the pointer is in, the innermost first; for the keyboard, what the dragged thing covers. */
const collision: CollisionDetection = (input) => {
  const within = pointerWithin(input);
  const found = within.length > 0 ? within : rectIntersection(input);
  return found.toSorted((a, b) => areaOf(a) - areaOf(b));
  function areaOf({ id }: { id: string | number }): number {
    const rect = input.droppableRects.get(id);
    return rect ? rect.width * rect.height : Number.POSITIVE_INFINITY;
  }
};

/** Dragging from the palette and on the canvas: where things would go, and putting them there. */
export function useDrag(
  change: (next: (form: Form) => Form) => void,
  add: (item: PaletteItem, spot: Spot) => void,
) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [mark, setMark] = useState<Spot | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const stop = () => {
    setDragged(null);
    setMark(null);
  };
  return {
    dragged,
    mark,
    context: {
      sensors,
      collisionDetection: collision,
      onDragStart: ({ active }: { active: DragEndEvent['active'] }) =>
        setDragged(active.data.current as Dragged),
      onDragMove: (event: DragMoveEvent) => setMark(spotUnder(event)),
      onDragCancel: stop,
      onDragEnd: (event: DragEndEvent) => {
        const spot = spotUnder(event);
        const { item, key } = (event.active.data.current ?? {}) as Dragged;
        stop();
        if (!spot) return;
        if (item) add(item, spot);
        else if (key) change((form) => ({ ...form, layout: moveNode(form.layout, key, spot) }));
      },
    },
  };
}

function spotUnder({ active, over, activatorEvent, delta }: DragMoveEvent): Spot | null {
  const dragged = (active.data.current ?? {}) as Dragged;
  const target = over?.data.current as Target | undefined;
  if (!over || target?.container === undefined) return null;
  const kind =
    dragged.kind ?? (dragged.item === 'section' || dragged.item === 'tabs' ? dragged.item : 'field');
  if (!fitsIn(target.container, kind)) return null;
  if (target.index === undefined) return { container: target.container, index: target.length ?? 0 };
  const start = activatorEvent as { clientX?: number; clientY?: number };
  const rect = active.rect.current.translated;
  const x = start.clientX === undefined ? (rect?.left ?? 0) : start.clientX + delta.x;
  const y = start.clientY === undefined ? (rect?.top ?? 0) : start.clientY + delta.y;
  const isByKeyboard = start.clientX === undefined;
  const isRightHalf = x > over.rect.left + over.rect.width / 2;
  const isBelow = y > over.rect.top + over.rect.height;
  const isAfter = isByKeyboard ? isLaterOf(active.data.current as Target, target) : isRightHalf || isBelow;
  return { container: target.container, index: target.index + (isAfter ? 1 : 0) };
}

/** By keyboard a thing takes the place of what it is on: after it when it comes from before it. */
function isLaterOf(from: Target | undefined, to: Target): boolean {
  return from?.container === to.container && (from?.index ?? 0) < (to.index ?? 0);
}
