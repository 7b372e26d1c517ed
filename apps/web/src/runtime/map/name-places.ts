/** A point of the map in its pixels; its name is written beside it, if it has one. */
export interface NamedPoint {
  id: string;
  label: string | null;
  x: number;
  y: number;
  radius: number;
}

export interface NamePlace {
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const lineHeight = 13;
const wideLetter = 11;
const narrowLetter = 6.2;
const gap = 4;
/** How far off its point a name may stand, in lines: further it would be taken for another's. */
const steps = [0, 1, -1, 2, -2];

/** Where the names of points stand, so that people of one town lie neither on each other nor on what is beside them. */
export function placeNames(
  points: readonly NamedPoint[],
  { width, height }: { width: number; height: number },
): Map<string, NamePlace> {
  const taken: Box[] = points.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const places = new Map<string, NamePlace>();
  for (const { id, label, x, y, radius } of points) {
    if (label === null) continue;
    const long = widthOf(label);
    // Near the right edge a name stands to the left of its point.
    const sides = x > width * 0.6 ? (['end', 'start'] as const) : (['start', 'end'] as const);
    const candidates = steps.flatMap((step) =>
      sides.map((anchor) => {
        const at = anchor === 'end' ? x - radius - gap : x + radius + gap;
        return { x: at, y: y + step * lineHeight, anchor };
      }),
    );
    const boxOf = (place: NamePlace): Box => ({
      left: place.anchor === 'end' ? place.x - long : place.x,
      right: place.anchor === 'end' ? place.x : place.x + long,
      top: place.y - lineHeight / 2,
      bottom: place.y + lineHeight / 2,
    });
    const isFree = (place: NamePlace) => {
      const box = boxOf(place);
      const isInside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      return isInside && !taken.some((other) => overlap(box, other));
    };
    const place = candidates.find(isFree) ?? (candidates[0] as NamePlace);
    taken.push(boxOf(place));
    places.set(id, place);
  }
  return places;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function widthOf(label: string): number {
  let width = 0;
  for (const letter of label) width += letter > '\u2e80' ? wideLetter : narrowLetter;
  return width;
}
