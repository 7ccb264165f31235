import { host } from '../host.ts';
import type { PageTheme } from '../theme.ts';
import type { ExportActions } from '../views/export-menu.ts';
import type { Exportable } from './exportable.ts';

/** A view on screen that something can be taken out of. */
export interface ExportedView {
  readonly label: string;
  readonly source: Exportable;
}

/** Takes out what is on screen, as it is, and the experiment. @param say tells readers of the screen what has become of it. */
export function exportActions(
  views: () => ExportedView[],
  theme: () => PageTheme,
  say: (text: string) => void,
): ExportActions {
  return {
    views,
    view: async (label, format, to, light) => {
      const source = views().find((each) => each.label === label)?.source;
      const { takeOut } = await import('./take-out.ts');
      if (!source) return;
      const item = { name: label.toLowerCase(), source, format, to };
      const done = await takeOut(item, light ? undefined : theme());
      say(done ? `${label} exported as ${format}.` : 'There is nothing to export yet.');
    },
    runs: (format, to) => host.postMessage({ type: 'export', what: 'runs', format, to }),
    experiment: (to) => host.postMessage({ type: 'export', what: 'experiment', format: 'gd', to }),
  };
}
