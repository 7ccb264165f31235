import { hueOf, mix } from '../src/core/figures/band-colors.ts';
import type { FigureTheme } from '../src/core/figures/figure-theme.ts';
import { channelsOf, hexColor } from '../src/core/figures/hex-color.ts';

/** The editor's theme as the page's figures use it. */
export interface PageTheme extends FigureTheme {
  /** The font for numbers. */
  readonly editorFont: string;
  /** Lines of a chart's grid. */
  readonly grid: string;
}

/** Colour-blind safe in this order, with what stands in where a theme lacks them. */
const SERIES = [
  ['charts-blue', '#3a8fe0'],
  ['charts-orange', '#d97a1a'],
  ['charts-purple', '#a678d0'],
  ['charts-green', '#4aa36c'],
  ['charts-red', '#e0565b'],
  ['charts-yellow', '#b89500'],
] as const;

const CUT = ['charts-red', '#e0565b'] as const;

/** The water's colour at its deepest, mixed into the background; into a dark one a purer colour, which greys less. */
const DEEP = '#3f82c0';
const DEEP_AT_NIGHT = '#0a74b8';
/** How much of it there is where f is lowest, and where it is highest: so much that a surface stands out from what is behind it. */
const DEPTH = 0.45;
const SHALLOWS = 0.05;

/** Contrast asked for by WCAG 2.2: of text, and of what a figure draws; in high contrast that has as much as text. */
const TEXT_CONTRAST = 4.5;
const GRAPHIC_CONTRAST = 3;

/** Reads the theme's variables as they are now. */
export function readTheme(): PageTheme {
  const style = getComputedStyle(document.body);
  const isDark = !document.body.matches('.vscode-light, .vscode-high-contrast-light');
  const isHighContrast = document.body.matches('.vscode-high-contrast, .vscode-high-contrast-light');
  const background = opaque(
    style.getPropertyValue('--vscode-editor-background'),
    isDark ? '#1e1e1e' : '#ffffff',
  );
  const color = (name: string, fallback: string) =>
    opaque(style.getPropertyValue(`--vscode-${name}`), fallback, background);
  const foreground = color('editor-foreground', isDark ? '#cccccc' : '#333333');
  const readable = (wanted: string, contrast: number) =>
    withContrast(wanted, background, foreground, contrast);
  const graphic = isHighContrast ? TEXT_CONTRAST : GRAPHIC_CONTRAST;
  const font = style.getPropertyValue('--vscode-font-family') || 'system-ui, sans-serif';
  return {
    background,
    foreground,
    muted: isHighContrast ? foreground : readable(color('descriptionForeground', foreground), TEXT_CONTRAST),
    frame: isHighContrast ? foreground : mix(background, foreground, 0.25),
    field: isHighContrast
      ? [background, background]
      : [mix(background, isDark ? DEEP_AT_NIGHT : DEEP, DEPTH), mix(background, DEEP, SHALLOWS)],
    levelLine: mix(background, foreground, isHighContrast ? 0.6 : 0.3),
    series: SERIES.map(([name, fallback]) => {
      const given = color(name, fallback);
      return readable(isTrue(given, fallback) ? given : fallback, graphic);
    }),
    cut: readable(color(...CUT), graphic),
    font,
    editorFont: style.getPropertyValue('--vscode-editor-font-family') || 'ui-monospace, monospace',
    grid: mix(background, foreground, isHighContrast ? 0.3 : 0.1),
  };
}

/** Calls back when the editor's theme changes. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}

let canvas: CanvasRenderingContext2D | null = null;

/** Any CSS colour as `#rrggbb`, laid over what is behind it. */
function opaque(value: string, fallback: string, behind = '#000000'): string {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas || !CSS.supports('color', value.trim())) return fallback;
  canvas.fillStyle = value.trim();
  const read = canvas.fillStyle;
  if (read.startsWith('#')) return read;
  const [red, green, blue, alpha = 1] = (read.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return fallback;
  return hexColor(
    channelsOf(behind).map((below, index) => below + alpha * (([red, green, blue][index] as number) - below)),
  );
}

/** Whether a colour is what its name says: the orange of one of the high contrast themes is a blue, like its blue. */
function isTrue(given: string, usual: string): boolean {
  const apart = Math.abs(hueOf(given) - hueOf(usual));
  return Math.min(apart, 2 * Math.PI - apart) < Math.PI / 3;
}

/** A colour moved towards the foreground until it stands out from the background. */
function withContrast(wanted: string, background: string, foreground: string, contrast: number): string {
  for (let share = 0; share < 1; share += 0.1) {
    const tried = mix(wanted, foreground, share);
    if (contrastOf(tried, background) >= contrast) return tried;
  }
  return foreground;
}

function contrastOf(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((first, second) => first - second);
  return ((light as number) + 0.05) / ((dark as number) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
