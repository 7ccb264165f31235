/** What moves a clock: that of all views, or one of a view's own. */
export interface Transport {
  togglePlay(): void;
  step(by: number): void;
  /** Shows an iteration; 0 is the start, infinity the end. */
  show(k: number): void;
}

/** What the keys do that work everywhere on the page. */
export interface KeyActions extends Transport {
  /** Ends what is running. */
  cancel(): void;
  undo(): void;
  redo(): void;
}

/** Space plays, arrows step, Home and End go to the ends, Escape cancels, Ctrl+Z and Ctrl+Shift+Z take changes back; controls that use a key themselves keep it. */
export function watchKeys(actions: KeyActions): void {
  const keys: Readonly<Record<string, () => void>> = {
    ' ': actions.togglePlay,
    ArrowLeft: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    Home: () => actions.show(0),
    End: () => actions.show(Number.POSITIVE_INFINITY),
    Escape: actions.cancel,
  };
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    // A text that is typed has an undo of its own.
    const types = target instanceof HTMLInputElement && target.type === 'text';
    if (event.defaultPrevented || types || altKey || ctrlKey === metaKey) return;
    const letter = key.toLowerCase();
    if (letter !== 'z' && !(letter === 'y' && !shiftKey)) return;
    event.preventDefault();
    if (letter === 'y' || shiftKey) actions.redo();
    else actions.undo();
  });
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    if (event.target instanceof Element && usesKey(event.target, event.key)) return;
    event.preventDefault();
    act();
  });
}

function usesKey(target: Element, key: string): boolean {
  if (target.closest('vscode-dropdown, pre')) return true;
  if (target.matches('input')) return key !== ' ' && key !== 'Escape';
  if (isScrolled(target) && key !== ' ' && key !== 'Escape') return true;
  return key === ' ' && target.closest('button, vscode-button, vscode-checkbox') !== null;
}

/** Whether what has the focus goes on sideways, such as a long formula: the arrows then scroll it. */
function isScrolled(target: Element): boolean {
  return target.scrollWidth > target.clientWidth && /auto|scroll/.test(getComputedStyle(target).overflowX);
}
