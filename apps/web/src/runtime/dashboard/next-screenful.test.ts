import { describe, expect, it } from '@jest/globals';
import { nextScreenful } from './next-screenful.js';

const card = (top: number, bottom: number) => ({ top, bottom });

describe('the screenfuls of a board', () => {
  it('begin at the first card that was cut off, until all were whole', () => {
    const cards = [card(0, 100), card(110, 500), card(110, 700), card(710, 1200)];
    expect(nextScreenful(cards, 0, 600)).toBe(110);
    expect(nextScreenful(cards, 110, 600)).toBe(710);
    expect(nextScreenful(cards, 710, 600)).toBeNull();
  });

  it('are one where everything has room, and none without cards', () => {
    expect(nextScreenful([card(0, 600)], 0, 600)).toBeNull();
    expect(nextScreenful([], 0, 600)).toBeNull();
  });

  it('go on through a card that is higher than the screen', () => {
    const cards = [card(0, 1500), card(1510, 1600)];
    expect(nextScreenful(cards, 0, 600)).toBe(600);
    expect(nextScreenful(cards, 600, 600)).toBe(1200);
    expect(nextScreenful(cards, 1200, 600)).toBeNull();
  });
});
