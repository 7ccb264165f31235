import { element } from './dom.ts';

/**
 * A table of words and numbers, for those who do not see a figure.
 *
 * @param name - What it is called.
 * @param heads - Of its columns; the corner may be empty.
 * @param rows - As many cells each, the first of which is the row's head.
 */
export function textTable(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const head = heads.map((each) => (each === '' ? element('td') : element('th', { scope: 'col' }, each)));
  const body = rows.map(([first = '', ...cells]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, first),
      ...cells.map((cell) => element('td', {}, cell)),
    ),
  );
  return element(
    'table',
    { 'aria-label': name },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}
