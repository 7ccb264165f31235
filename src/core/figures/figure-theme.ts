/** The colours (CSS, opaque, `#rrggbb`) and fonts of a figure. */
export interface FigureTheme {
  readonly background: string;
  readonly foreground: string;
  /** Ticks, labels of levels and other small print. */
  readonly muted: string;
  /** The frame of the plot. */
  readonly frame: string;
  /** Filled bands run evenly from the first (lowest f) to the second (highest f). */
  readonly field: readonly [low: string, high: string];
  readonly levelLine: string;
  /** Colours of runs; they are also told apart by dash and marker. */
  readonly series: readonly string[];
  /** A red, for what cuts through a picture. */
  readonly cut: string;
  readonly font: string;
}

/** Okabe and Ito's colours, safe for the colour-blind, darkened until each has 3:1 against white. */
export const PRINT_SERIES = ['#0072b2', '#d55e00', '#8e3a80', '#007a5a', '#9c6a00', '#333333'] as const;

/** For files: dark on white, true to print. */
export const PRINT_THEME: FigureTheme = {
  background: '#ffffff',
  foreground: '#1b1b1b',
  muted: '#5b6168',
  frame: '#b9bfc6',
  field: ['#c6d8e8', '#ffffff'],
  levelLine: '#8fa3b5',
  series: PRINT_SERIES,
  cut: '#c62f2f',
  font: 'Helvetica, Arial, "Liberation Sans", sans-serif',
};
