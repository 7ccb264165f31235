import type { Source } from './source.ts';

/** Reverse mode: the exact gradient. */
const backprop: Source = {
  name: 'backprop',
  title: 'Backpropagation',
  settings: [],
  reference: 'Griewank & Walther 2008, Evaluating Derivatives, chapter 3',
};

/** Every gradient source by name: the only list. */
export const SOURCES: Readonly<Record<string, Source>> = Object.fromEntries(
  [backprop].map((source) => [source.name, source]),
);
