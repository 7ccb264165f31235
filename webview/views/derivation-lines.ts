import type { DerivationLine } from '../../src/core/explain/derivation.ts';
import { element } from '../ui/dom.ts';
import { math } from '../ui/math.ts';

/** Longer derivations show their outermost lines first; the rest opens on demand. */
const LONGEST_OPEN = 16;

/** The lines of a derivation as lists in lists: what is found one level deeper can be folded. */
export function derivationLines(lines: readonly DerivationLine[]): HTMLElement[] {
  const deepest = lines.length > LONGEST_OPEN ? 1 : Number.POSITIVE_INFINITY;
  return [listAt(lines, 0, lines.length, 0, deepest)];
}

function listAt(
  lines: readonly DerivationLine[],
  from: number,
  to: number,
  depth: number,
  deepest: number,
): HTMLElement {
  const items: HTMLElement[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as DerivationLine;
    let end = i + 1;
    while (end < to && (lines[end] as DerivationLine).depth > depth) end++;
    if (end === i + 1) items.push(element('li', {}, lineElement(line)));
    else {
      const summary = element('summary', {}, lineElement(line));
      const fold = element('details', {}, summary, listAt(lines, i + 1, end, depth + 1, deepest));
      fold.open = depth < deepest;
      items.push(element('li', {}, fold));
    }
    i = end - 1;
  }
  return element('ol', { class: 'derivation-lines' }, ...items);
}

/** A line: its formulas, and why. */
export function lineElement(line: DerivationLine, rule = line.rule): HTMLElement {
  const { left, right, law, because } = line;
  const pieces = right.map((each) =>
    element(
      'span',
      { class: 'piece' },
      element('span', {}, '='),
      element('span', { class: 'right-side' }, math(each)),
    ),
  );
  const formulas = element(
    'div',
    { class: left ? 'formulas' : 'formulas goes-on' },
    left ? math(left) : undefined,
    ...pieces,
  );
  const why = element(
    'div',
    { class: 'why' },
    rule ? element('b', {}, rule) : undefined,
    law ? math(law) : undefined,
    because ? element('span', {}, because) : undefined,
  );
  return element('div', { class: 'line' }, formulas, why.childElementCount > 0 ? why : undefined);
}
