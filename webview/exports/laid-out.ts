import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { hexColor } from '../../src/core/figures/hex-color.ts';
import { round, type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { glyphPath, glyphScale } from './glyph-path.ts';
import { mathItalic } from './math-italic.ts';

/** Room around what is shown, in pixels. */
const MARGIN = 16;
/** For signs of formulas of which no outline is there. */
const MATH_FONTS = '"STIX Two Math", "Cambria Math", "Latin Modern Math", math, serif';

/** What the drawing of an element goes by. */
interface Drawing {
  readonly theme: FigureTheme;
  /** The colours on the page, and those in the figure. */
  readonly recolor: (color: string) => string;
  /** The corner of the whole on the page. */
  readonly left: number;
  readonly top: number;
  /** How far it reaches in the figure: also what is scrolled out of sight on the page. */
  readonly extent: { right: number; bottom: number };
}

/**
 * What an element shows, formulas included, as a standalone figure: every piece of text where the browser has put it, bars of
 * fractions, roots and rules as lines. What is folded away or hidden is left out.
 * @param shown the theme that the page shows it in. @param theme that of the figure.
 */
export function laidOut(
  root: HTMLElement,
  title: string,
  shown: FigureTheme,
  theme: FigureTheme,
): SvgElement {
  const { left, top, width } = root.getBoundingClientRect();
  const drawing: Drawing = {
    theme,
    recolor: recoloring(shown, theme),
    left: left - MARGIN,
    top: top - MARGIN,
    extent: { right: width + MARGIN, bottom: 0 },
  };
  const content = drawChildren(root, drawing);
  const { right, bottom } = drawing.extent;
  const [wide, high] = [Math.ceil(right) + MARGIN, Math.ceil(bottom) + MARGIN];
  return figurePage({ width: wide, height: high, title, theme }, content);
}

function drawElement(element: Element, drawing: Drawing): SvgElement[] {
  if (!isShown(element)) return [];
  if (element instanceof SVGElement) return [drawFigure(element, drawing)];
  return [...drawRules(element, drawing), ...drawNumber(element, drawing), ...drawChildren(element, drawing)];
}

function drawChildren(element: Element, drawing: Drawing): SvgElement[] {
  return [...element.childNodes].flatMap((child) => {
    if (child instanceof Text) return drawText(child, element, drawing);
    return child instanceof Element ? drawElement(child, drawing) : [];
  });
}

/** Makes room for something that ends at a place of the page. */
function reach({ extent, left, top }: Drawing, right: number, bottom: number): void {
  extent.right = Math.max(extent.right, right - left);
  extent.bottom = Math.max(extent.bottom, bottom - top);
}

const isShown = (element: Element): boolean =>
  element.getClientRects().length > 0 && element.closest('.visually-hidden') === null;

/** The lines of a text, each by its words that stand in a row. */
function drawText(text: Text, parent: Element, drawing: Drawing): SvgElement[] {
  const range = document.createRange();
  const rows: { words: string; left: number; right: number; top: number }[] = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const { left, right, top, width } = range.getBoundingClientRect();
    // Signs that only tell how formulas are read take no room.
    if (width === 0) continue;
    const row = rows.at(-1);
    if (row && Math.abs(row.top - top) < 2) Object.assign(row, { words: `${row.words} ${word}`, right });
    else rows.push({ words: word, left, right, top });
  }
  return rows.map(({ words, left, right, top }) => {
    const style = getComputedStyle(parent);
    const { ascent, descent } = fontOf(style);
    const inMath = parent.namespaceURI?.endsWith('MathML') ?? false;
    // A bracket that is stretched over what it holds is drawn as tall as that.
    const box = parent.getBoundingClientRect();
    const stretch =
      inMath && parent.localName === 'mo' && box.height > 1.5 * Number.parseFloat(style.fontSize);
    const scale = stretch ? box.height / (ascent + descent) : 1;
    const x = left - drawing.left;
    reach(drawing, right, (stretch ? box.top : top) + (ascent + descent) * scale);
    const y = (stretch ? box.top : top) - drawing.top + ascent * scale;
    const variable = inMath && parent.localName === 'mi' && parent.getAttribute('mathvariant') !== 'normal';
    const shown = variable ? mathItalic(words) : words;
    const size = Number.parseFloat(style.fontSize);
    const path = inMath && glyphPath(placedSigns(text, shown, left), size);
    if (path) {
      const unit = glyphScale(size);
      const place = `translate(${round(x)} ${round(y)}) scale(${fine(unit)} ${fine(unit * scale)})`;
      return svg('path', { transform: place, fill: drawing.recolor(style.color), d: path }, [
        svg('title', {}, words),
      ]);
    }
    return svg(
      'text',
      {
        ...(stretch
          ? { transform: `translate(${round(x)} ${round(y)}) scale(1 ${round(scale)})` }
          : { x, y }),
        'font-size': size,
        'font-family': inMath ? MATH_FONTS : undefined,
        'font-weight': Number(style.fontWeight) >= 600 ? 600 : undefined,
        'font-style': style.fontStyle === 'italic' ? 'italic' : undefined,
        fill: drawing.recolor(style.color),
        ...(words.length > 1 && { textLength: right - left, lengthAdjust: 'spacingAndGlyphs' }),
      },
      shown,
    );
  });
}

/** Where the signs of a text stand beside its left end. @param shown them as they are drawn; blanks around are no part of them. */
function placedSigns(text: Text, shown: string, left: number) {
  const range = document.createRange();
  let index = text.data.search(/\S/);
  // One sign may stand for another: a slanted letter for an upright one.
  const alone = [...shown].length === 1;
  return [...shown].map((sign) => {
    range.setStart(text, index);
    index += alone ? text.data.trim().length : sign.length;
    range.setEnd(text, index);
    return { sign, x: range.getBoundingClientRect().left - left };
  });
}

/** A factor needs more digits than a place. */
const fine = (value: number): number => Math.round(value * 1e5) / 1e5;

let context: CanvasRenderingContext2D | null = null;

/** How far the font of an element reaches above and below its base line. */
function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) {
  context ??= document.createElement('canvas').getContext('2d');
  const size = Number.parseFloat(fontSize);
  if (!context) return { ascent: 0.8 * size, descent: 0.2 * size };
  context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  return { ascent, descent };
}

/** Borders, bars of fractions, and roots. */
function drawRules(element: Element, drawing: Drawing): SvgElement[] {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const [left, top] = [box.left - drawing.left, box.top - drawing.top];
  const [right, bottom] = [left + box.width, top + box.height];
  const line = (d: string, color: string, width = 1) =>
    svg('path', { d, fill: 'none', stroke: color, 'stroke-width': width });
  const found: SvgElement[] = [];
  const sides = [
    ['Top', `M${round(left)},${round(top)}H${round(right)}`],
    ['Bottom', `M${round(left)},${round(bottom)}H${round(right)}`],
    ['Left', `M${round(left)},${round(top)}V${round(bottom)}`],
    ['Right', `M${round(right)},${round(top)}V${round(bottom)}`],
  ] as const;
  for (const [side, d] of sides)
    if (Number.parseFloat(style[`border${side}Width`]) > 0) found.push(line(d, drawing.theme.frame));
  const color = drawing.recolor(style.color);
  const [first, second] = element.children;
  if (element.localName === 'mfrac' && first && second) {
    const y = (first.getBoundingClientRect().bottom + second.getBoundingClientRect().top) / 2 - drawing.top;
    found.push(line(`M${round(left)},${round(y)}H${round(right)}`, color));
  }
  if ((element.localName === 'msqrt' || element.localName === 'mroot') && first) {
    const inner = first.getBoundingClientRect().left - drawing.left;
    const foot = left + (inner - left) * 0.55;
    const d = `M${round(foot - 4)},${round(bottom - box.height * 0.42)}L${round(foot)},${round(bottom)}L${round(inner - 1)},${round(top + 1)}H${round(right)}`;
    found.push(line(d, color));
  }
  return found;
}

/** The number of an entry of a list. */
function drawNumber(element: Element, drawing: Drawing): SvgElement[] {
  const style = getComputedStyle(element);
  if (style.display !== 'list-item' || style.listStyleType !== 'decimal') return [];
  const place = [...(element.parentElement?.children ?? [])].indexOf(element) + 1;
  const head = element.firstElementChild ?? element;
  const own = getComputedStyle(head);
  const y = head.getBoundingClientRect().top - drawing.top + leading(own) + fontOf(own).ascent;
  return [
    svg(
      'text',
      {
        x: element.getBoundingClientRect().left - drawing.left - 6,
        y,
        'text-anchor': 'end',
        'font-size': Number.parseFloat(own.fontSize),
        fill: drawing.theme.muted,
      },
      `${place}.`,
    ),
  ];
}

/** Half of what a line is taller than its letters. */
function leading(style: CSSStyleDeclaration): number {
  const { ascent, descent } = fontOf(style);
  const height = Number.parseFloat(style.lineHeight);
  return Number.isNaN(height) ? 0 : (height - ascent - descent) / 2;
}

/** A figure within the text, in its place. */
function drawFigure(figure: SVGElement, drawing: Drawing): SvgElement {
  const box = figure.getBoundingClientRect();
  reach(drawing, box.right, box.bottom);
  const { left, top, recolor } = drawing;
  const copy = (element: Element): SvgElement => {
    const attributes = Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [
        name,
        name === 'fill' || name === 'stroke' ? recolor(value) : value,
      ]),
    );
    const children = [...element.children];
    return children.length > 0
      ? svg(element.localName, attributes, children.map(copy))
      : svg(element.localName, attributes, element.textContent || []);
  };
  return svg(
    'g',
    {
      transform: `translate(${round(box.left - left)} ${round(box.top - top)})`,
      'font-size': figure.getAttribute('font-size') ?? undefined,
    },
    [...figure.children].map(copy),
  );
}

/** From the colours of a theme to those of another: those of text that the page mixes itself become the quiet one. */
function recoloring(shown: FigureTheme, theme: FigureTheme): (color: string) => string {
  const names = ['background', 'foreground', 'muted', 'frame', 'cut'] as const;
  const known = new Map<string, string>(names.map((name) => [shown[name].toLowerCase(), theme[name]]));
  for (const [index, color] of shown.series.entries())
    known.set(color.toLowerCase(), theme.series[index] ?? theme.foreground);
  known.set(shown.foreground.toLowerCase(), theme.foreground);
  return (color) => {
    if (color === 'none') return color;
    const there = known.get(hexOf(color));
    return there ?? theme.muted;
  };
}

/** A colour as the browser tells it, `rgb(1, 2, 3)`, as `#rrggbb`. */
function hexOf(color: string): string {
  if (color.startsWith('#')) return color.toLowerCase();
  return hexColor((color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number));
}
