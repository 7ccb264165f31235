// A chunk of its own, loaded when something is first exported.
import { type FigureTheme, PRINT_THEME } from '../../src/core/figures/figure-theme.ts';
import { serializeSvg } from '../../src/core/figures/svg.ts';
import { tableCsv, tableJson } from '../../src/core/table.ts';
import type { ExportMessage } from '../../src/protocol/page.ts';
import { host } from '../host.ts';
import type { Exportable } from './exportable.ts';
import { svgToPng } from './svg-to-png.ts';

/** What is taken out of the page, and where to. */
export interface Export {
  /** Its name, for the file. */
  readonly name: string;
  readonly source: Exportable;
  readonly format: 'svg' | 'png' | 'csv' | 'json' | 'tex';
  readonly to: ExportMessage['to'];
}

/**
 * Draws or writes a view, and gives it to the host, or puts a picture onto the clipboard.
 * @param theme the colours of figures; those for print if absent.
 * @returns whether there was something to take out.
 */
export async function takeOut({ name, source, format, to }: Export, theme?: FigureTheme): Promise<boolean> {
  const content = await contentOf(source, format, theme);
  if (content === undefined) return false;
  // Where the clipboard takes no picture, it can still be saved.
  if (format === 'png' && to === 'clipboard' && (await copyPng(content))) return true;
  const target = format === 'png' ? 'file' : to;
  host.postMessage({ type: 'export', what: 'view', name, format, to: target, content });
  return true;
}

/** The editor's clipboard holds texts only; that of the page may take a picture. */
async function copyPng(content: string): Promise<boolean> {
  const type = 'image/png';
  const bytes = Uint8Array.from(atob(content), (mark) => mark.charCodeAt(0));
  try {
    await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([bytes], { type }) })]);
    return true;
  } catch (error) {
    console.warn('The clipboard took no picture:', error);
    return false;
  }
}

async function contentOf(
  source: Exportable,
  format: Export['format'],
  theme: FigureTheme | undefined,
): Promise<string | undefined> {
  if (format === 'csv' || format === 'json') {
    const table = await source.data?.();
    return table && (format === 'csv' ? tableCsv(table) : tableJson(table));
  }
  if (format === 'tex') return source.tex?.();
  // What is on the screen has the editor's colours.
  if (format === 'png' && source.pixels && theme) return source.pixels();
  const figure = await source.figure?.(theme ?? PRINT_THEME);
  const text = figure && serializeSvg(figure);
  return text && (format === 'svg' ? text : svgToPng(text));
}
