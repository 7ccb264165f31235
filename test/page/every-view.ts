/** Every view, what shows that it is there, and what is opened in it first. */
export const EVERY_VIEW: readonly (readonly [name: string, ready: string, open?: string])[] = [
  ['Contour', '.field path'],
  ['Slices', '.slice-curve'],
  ['Steps', '.step-view .lines'],
  ['Derivation', '.derivation details', 'Rules'],
  ['Graph', '.graph-node', 'As a table'],
  ['Estimator', '.estimator .numbers td'],
  ['Race', '.board tbody tr'],
  ['Compare', '.compared tbody tr'],
  ['Surface', '.plot.space svg text'],
];
