import { chartColours, optionColours, type palettes } from '../../ui/theme.js';

export type Palette = (typeof palettes)[keyof typeof palettes];

export const colourOf = (name: string | undefined) => (name === undefined ? undefined : optionColours[name]);

/** The options' own colours, and for what shares one or has none the next that is free. */
export function distinctColours(names: readonly (string | undefined)[]): (string | undefined)[] {
  const own = names.map((name, index) => (names.indexOf(name) === index ? colourOf(name) : undefined));
  const free = [...chartColours, ...Object.values(optionColours)].filter((colour) => !own.includes(colour));
  return own.map((colour) => colour ?? free.shift());
}

/** Texts are measured on a canvas, which knows nothing of the font of the page. */
function pageFont(): string {
  return getComputedStyle(document.body).fontFamily;
}

export function textStyle(palette: Palette) {
  return { color: palette.muted, fontSize: 12, fontFamily: pageFont() };
}

export function tooltip(palette: Palette, trigger: 'axis' | 'item') {
  return {
    trigger,
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.border,
    textStyle: { color: palette.text, fontSize: 12 },
    axisPointer: { type: 'shadow' as const, shadowStyle: { color: palette.border, opacity: 0.4 } },
  };
}

export function legend(palette: Palette, isShown: boolean) {
  return {
    show: isShown,
    type: 'scroll',
    top: 0,
    left: 0,
    icon: 'circle',
    itemWidth: 8,
    itemGap: 18,
    textStyle: textStyle(palette),
    pageIconColor: palette.muted,
    pageTextStyle: textStyle(palette),
  };
}

/** What every chart has: the one ramp, and a description made by ECharts. */
export const commonOptions = { color: chartColours, animationDuration: 180, aria: { enabled: true } };

/** A colour between two, `part` of the way; both as `#rrggbb`. */
export function between(from: string, to: string, part: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
      number,
      number,
    ];
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
