import type { View, ViewPage } from './view.ts';

/** A view in the row of tabs. */
interface ViewEntry {
  readonly name: string;
  readonly label: string;
  /** Loads the view on first use; absent where the page has it from the start. */
  readonly load?: (page: ViewPage) => Promise<View>;
  /** Takes the place of the convergence plot, too. */
  readonly wide?: boolean;
}

/** The views in the order of their tabs. */
export const VIEWS = [
  { name: 'contour', label: 'Contour' },
  { name: 'surface', label: 'Surface' },
  {
    name: 'slices',
    label: 'Slices',
    load: async (page: ViewPage) => new (await import('./slices.ts')).SlicesView(page),
  },
  {
    name: 'steps',
    label: 'Steps',
    load: async (page: ViewPage) => new (await import('./steps.ts')).StepsView(page),
  },
  {
    name: 'derivation',
    label: 'Derivation',
    load: async (page: ViewPage) => new (await import('./derivation.ts')).DerivationView(page),
  },
  {
    name: 'graph',
    label: 'Graph',
    load: async (page: ViewPage) => new (await import('./graph.ts')).GraphView(page),
  },
  {
    name: 'estimator',
    label: 'Estimator',
    load: async (page: ViewPage) => new (await import('./estimator.ts')).EstimatorView(page),
  },
  {
    name: 'race',
    label: 'Race',
    wide: true,
    load: async (page: ViewPage) => new (await import('./race.ts')).RaceView(page),
  },
  {
    name: 'compare',
    label: 'Compare',
    wide: true,
    load: async (page: ViewPage) => new (await import('./compare.ts')).CompareView(page),
  },
] as const satisfies readonly ViewEntry[];

export type ViewName = (typeof VIEWS)[number]['name'];

export const VIEW_NAMES: readonly ViewName[] = VIEWS.map(({ name }) => name);

/** Whether a view takes the place of the convergence plot, too. */
export function isWide(view: ViewName): boolean {
  const entries: readonly ViewEntry[] = VIEWS;
  return entries.some(({ name, wide }) => name === view && wide === true);
}
