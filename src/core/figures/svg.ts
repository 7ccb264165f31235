/** An SVG element as plain data: the page mounts it, the command line writes it to a file. */
export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SvgElement[];
  /** Its text, for `text`, `title` and `desc`. */
  readonly text?: string;
}

/**
 * An SVG element; attributes that are `undefined` are left out.
 * @param content Its children, or its text.
 */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  content: readonly SvgElement[] | string = [],
): SvgElement {
  const present: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) present[name] = typeof value === 'number' ? round(value) : value;
  return typeof content === 'string'
    ? { tag, attributes: present, children: [], text: content }
    : { tag, attributes: present, children: content };
}

/** A hundredth of a pixel is finer than any screen or print shows. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}

/** The figure as the text of an SVG file. */
export function serializeSvg(figure: SvgElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serialize(figure, '')}`;
}

function serialize({ tag, attributes, children, text }: SvgElement, indent: string): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  const open = `${indent}<${tag}${written.join('')}`;
  if (text !== undefined) return `${open}>${escapeXml(text)}</${tag}>\n`;
  if (children.length === 0) return `${open}/>\n`;
  const inner = children.map((child) => serialize(child, `${indent}  `)).join('');
  return `${open}>\n${inner}${indent}</${tag}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  // XML 1.0 has no way to write control characters.
  const writable = [...text].filter((mark) => mark >= ' ' || mark === '\t' || mark === '\n');
  return writable.join('').replace(/[&<>"]/g, (mark) => ENTITIES[mark] as string);
}
