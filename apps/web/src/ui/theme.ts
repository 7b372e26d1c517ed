import { type ThemeConfig, theme } from 'antd';

/** Every colour and measure of the interface, once: antd's tokens and the variables of our own style sheets. */
interface Palette {
  primary: string;
  link: string;
  page: string;
  surface: string;
  raised: string;
  sunken: string;
  border: string;
  text: string;
  muted: string;
  success: string;
  warning: string;
  danger: string;
  selected: string;
}

export const palettes = {
  light: {
    primary: '#1f6feb',
    link: '#1a5fd0',
    page: '#f4f6f9',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f7f9fb',
    border: '#e0e5ec',
    text: '#1c2733',
    muted: '#5c6b7d',
    success: '#1a7f4b',
    warning: '#a15c07',
    danger: '#c9302c',
    selected: '#e8f0fe',
  },
  dark: {
    primary: '#3a7ff0',
    link: '#7db1ff',
    page: '#0e1318',
    surface: '#151b22',
    raised: '#1c242d',
    sunken: '#11171d',
    border: '#2a3541',
    text: '#e3e9f0',
    muted: '#9aa8b8',
    success: '#4cc38a',
    warning: '#e2a53d',
    danger: '#f2777a',
    selected: '#1b2c47',
  },
} as const satisfies Record<string, Palette>;

/** Dots and tags of options, readable on both grounds because the word beside them carries the meaning. */
export const optionColours: Record<string, string> = {
  grey: '#8593a3',
  blue: '#2f7df4',
  cyan: '#1399a8',
  green: '#249e5e',
  gold: '#c28b0b',
  orange: '#dd6b20',
  red: '#d9423d',
  magenta: '#c63b86',
  purple: '#7c55d3',
};

/** The one ramp of all charts. */
export const chartColours = [
  '#2f7df4',
  '#1399a8',
  '#7c55d3',
  '#dd8a20',
  '#249e5e',
  '#c63b86',
  '#5b7aa6',
  '#b5483f',
];

const fontFamily =
  '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

// Grounds of notices: made by rule from the strong colours they would come out muddy.
const lightStates = {
  colorSuccessBg: '#eaf7f0',
  colorSuccessBorder: '#b5dfc7',
  colorWarningBg: '#fdf4e5',
  colorWarningBorder: '#efd2a0',
  colorErrorBg: '#fdeeed',
  colorErrorBorder: '#f2bdba',
};
const darkStates = {
  colorSuccessBg: '#12291d',
  colorSuccessBorder: '#24523a',
  colorWarningBg: '#2d2312',
  colorWarningBorder: '#5a4420',
  colorErrorBg: '#331a1b',
  colorErrorBorder: '#6b3032',
};

export type ThemeName = keyof typeof palettes;

/** On a phone everything is met by a thumb, and text below 16 px makes some browsers zoom into inputs. */
const thumbSizes = { controlHeight: 48, controlHeightSM: 48, controlHeightLG: 52 };
const thumbInput = { inputFontSize: 16, inputFontSizeSM: 16 };

export function themeOf(name: ThemeName, isPhone: boolean, isStill: boolean): ThemeConfig {
  const colours = palettes[name];
  return {
    algorithm: name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: 'fieldwork' },
    hashed: false,
    token: {
      motion: !isStill,
      colorPrimary: colours.primary,
      colorLink: colours.link,
      // By rule it would be lighter, and words in it too faint on a light ground.
      ...(name === 'light' ? { colorPrimaryHover: colours.link, colorErrorHover: '#a92722' } : {}),
      colorSuccess: colours.success,
      colorWarning: colours.warning,
      colorError: colours.danger,
      ...(name === 'light' ? lightStates : darkStates),
      colorBgBase: colours.surface,
      colorBgLayout: colours.page,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.raised,
      colorTextBase: colours.text,
      colorTextSecondary: colours.muted,
      colorTextTertiary: colours.muted,
      colorBgContainerDisabled: colours.page,
      colorBorderDisabled: colours.border,
      colorTextDisabled: name === 'dark' ? '#7d8b9b' : '#75828f',
      colorTextPlaceholder: name === 'dark' ? '#8492a3' : '#5f6d7d',
      colorBorder: name === 'dark' ? '#36434f' : '#cfd6df',
      colorBorderSecondary: colours.border,
      borderRadius: 6,
      fontSize: 14,
      fontFamily,
      ...(isPhone ? thumbSizes : {}),
      // A length that is given stays, whatever `motion` says.
      motionDurationMid: isStill ? '0s' : '0.12s',
      motionDurationSlow: isStill ? '0s' : '0.18s',
    },
    components: {
      Table: {
        fontSize: 13,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 12,
        headerBg: colours.sunken,
        headerColor: colours.muted,
        headerSplitColor: 'transparent',
        rowHoverBg: colours.sunken,
        rowSelectedBg: colours.selected,
        rowSelectedHoverBg: colours.selected,
      },
      Tabs: {
        itemSelectedColor: colours.link,
        itemHoverColor: colours.link,
        itemActiveColor: colours.link,
        horizontalMargin: '0 0 12px 0',
        horizontalItemPadding: isPhone ? '13px 0' : '12px 0',
        horizontalItemPaddingSM: isPhone ? '13px 0' : '8px 0',
      },
      ...(isPhone ? { Input: thumbInput, InputNumber: thumbInput, DatePicker: thumbInput } : {}),
      // White on the light red of the dark theme is hard to read.
      Badge: { colorTextLightSolid: colours.surface },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Menu: { itemBorderRadius: 6, itemHeight: 36, activeBarBorderWidth: 0 },
    },
  };
}

/** Writes the palette as CSS variables, so that plain style sheets follow the theme. */
export function applyPalette(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset.theme = name;
  root.style.colorScheme = name;
  for (const [key, value] of Object.entries(palettes[name])) root.style.setProperty(`--${key}`, value);
}
