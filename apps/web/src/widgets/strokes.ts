/** Drawn strokes as one SVG path; a dot is a stroke of no length. Whole pixels are enough for a name. */
export function strokesOf(strokes: readonly { points: readonly { x: number; y: number }[] }[]): string {
  const at = ({ x, y }: { x: number; y: number }) => `${Math.round(x)} ${Math.round(y)}`;
  return strokes
    .filter(({ points }) => points.length > 0)
    .map(({ points: [first, ...rest] }) => {
      const start = first as { x: number; y: number };
      return `M${at(start)}${(rest.length > 0 ? rest : [start]).map((point) => `L${at(point)}`).join('')}`;
    })
    .join('');
}
