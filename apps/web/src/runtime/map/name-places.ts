/** A point whose name is written beside it, in the pixels of the map. */
export interface NamedPoint {
  id: string;
  label: string;
  x: number;
  y: number;
  radius: number;
}

export interface NamePlace {
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

const lineHeight = 13;
const wideLetter = 11;
const narrowLetter = 6.2;
const gap = 4;
/** How far off its point a name may stand, in lines: further it would be taken for another's. */
const steps = [0, 1, -1, 2, -2];

/** Where the names of points stand, so that people of one town do not lie on each other. */
export function placeNames(points: readonly NamedPoint[], width: number): Map<string, NamePlace> {
  const taken: { left: number; right: number; y: number }[] = [];
  const places = new Map<string, NamePlace>();
  for (const { id, label, x, y, radius } of points) {
    // Near the right edge a name stands to the left of its point.
    const isRight = x > width * 0.6;
    const long = widthOf(label);
    const at = isRight ? x - radius - gap : x + radius + gap;
    const [left, right] = isRight ? [at - long, at] : [at, at + long];
    const isFree = (line: number) =>
      taken.every(
        (other) => other.right < left || other.left > right || Math.abs(other.y - line) >= lineHeight,
      );
    const line = steps.map((step) => y + step * lineHeight).find(isFree) ?? y;
    taken.push({ left, right, y: line });
    places.set(id, { x: at, y: line, anchor: isRight ? 'end' : 'start' });
  }
  return places;
}

function widthOf(label: string): number {
  let width = 0;
  for (const letter of label) width += letter > '\u2e80' ? wideLetter : narrowLetter;
  return width;
}
