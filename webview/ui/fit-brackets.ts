/** What is taller than a letter with its indices. */
const TALL = 'mfrac, msqrt, mroot, mtable, munder, mover, munderover, msup > mrow:first-child';

/** Leaves brackets in their own size around what is no taller than a line: stretched ones come with wider space. */
export function fitBrackets(formula: Element): void {
  for (const row of formula.querySelectorAll('mrow')) {
    if (row.querySelector(TALL)) continue;
    for (const sign of row.querySelectorAll(':scope > mo[fence]')) sign.setAttribute('stretchy', 'false');
  }
}
