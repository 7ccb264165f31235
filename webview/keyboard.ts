/** What the keys do that work everywhere on the page. */
export interface KeyActions {
  togglePlay(): void;
  step(by: number): void;
  show(k: number): void;
}

/** Space plays, arrows step, Home and End go to the ends; controls that use a key themselves keep it. */
export function watchKeys(actions: KeyActions): void {
  const keys: Readonly<Record<string, () => void>> = {
    ' ': actions.togglePlay,
    ArrowLeft: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    Home: () => actions.show(0),
    End: () => actions.show(Number.POSITIVE_INFINITY),
  };
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
  if (target.matches('input')) return key !== ' ';
  return key === ' ' && target.closest('button, vscode-button, vscode-checkbox') !== null;
}
