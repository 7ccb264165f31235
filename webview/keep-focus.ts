/** What takes the focus by Tab, in the page's own elements and those of the toolkit. */
const FOCUSABLE =
  'a[href], button, input, select, textarea, summary, [tabindex], vscode-button, vscode-checkbox, vscode-dropdown';

/**
 * Whoever goes by keys is not sent back to the beginning: where what has the focus is redrawn, hidden, disabled or removed, it
 * gets the focus back, or what was before it, or else after it.
 * @returns what to call when the page has been drawn.
 */
export function keepFocus(root: HTMLElement): () => void {
  let held: Element | undefined;
  /** Before the one that has the focus, nearest first, then those after it. */
  let others: readonly Element[] = [];
  let awaited = false;

  root.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    held = target;
    const all = [...root.querySelectorAll(FOCUSABLE)];
    const before = all.filter((each) => precedes(each, target)).reverse();
    others = [...before, ...all.filter((each) => precedes(target, each))];
  });
  // Who presses the mouse beside everything wants no focus.
  document.addEventListener('pointerdown', () => {
    held = undefined;
  });

  const restore = () => {
    awaited = false;
    // While the editor or its palette has the focus, it is not taken from there.
    if (!held || !document.hasFocus() || document.activeElement !== document.body) return;
    const next = [held, ...others].find(takesFocus);
    if (next instanceof HTMLElement || next instanceof SVGElement) next.focus({ preventScroll: true });
  };
  return () => {
    if (awaited || !held) return;
    awaited = true;
    // The browser takes the focus from what is hidden after the next frame.
    requestAnimationFrame(() => requestAnimationFrame(restore));
  };
}

const precedes = (one: Element, other: Element): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

function takesFocus(element: Element): boolean {
  return (
    element.isConnected &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.hasAttribute('disabled') &&
    element.getAttribute('tabindex') !== '-1'
  );
}
