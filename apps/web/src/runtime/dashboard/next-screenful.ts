/** Where a card stands on its board, from the top. */
interface Extent {
  top: number;
  bottom: number;
}

/**
 * How far down the next screenful of a board begins, so that every card is seen whole: at the first one that the screen
 * cuts off below. Nothing: all has been shown.
 */
export function nextScreenful(cards: readonly Extent[], from: number, height: number): number | null {
  const cut = cards.filter(({ bottom }) => bottom > from + height + 1);
  if (cut.length === 0) return null;
  const next = Math.min(...cut.map(({ top }) => top));
  // What is higher than the screen is shown piece by piece.
  return next > from ? next : from + height;
}
