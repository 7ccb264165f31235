import { GREEK } from '../core/greek.ts';

/** Small letters that have a second shape in TeX, as in `\varphi`. */
const SHAPED = ['epsilon', 'theta', 'pi', 'rho', 'sigma', 'phi'];
/** Small Greek letters by their commands; the capitals mean functions, sums and differences as often as numbers. */
export const LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...GREEK].filter(([name]) => /^[a-z]/.test(name)),
  ...SHAPED.map((name) => [`var${name}`, GREEK.get(name) as string] as const),
]);
/** Functions that `.gd` calls the same. */
export const FUNCTIONS = new Set([
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'log',
  'max',
  'min',
  'sec',
  'csc',
  'cot',
]);
/** Functions by what `.gd` calls them. */
export const RENAMED: Readonly<Record<string, string>> = {
  ln: 'log',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
};
/** Signs by what `.gd` writes. */
export const OPERATORS: Readonly<Record<string, string>> = {
  cdot: '*',
  times: '*',
  div: '/',
  ast: '*',
  le: '<=',
  ge: '>=',
  leq: '<=',
  geq: '>=',
};
/** What has no meaning. */
export const SPACES = new Set([
  'left',
  'right',
  'big',
  'Big',
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'quad',
  'qquad',
  'displaystyle',
  'limits',
  ',',
  ';',
  ':',
  '!',
  ' ',
]);
/** What stands between these and their ends is a call. */
export const ENCLOSED: Readonly<Record<string, readonly [callee: string, close: string]>> = {
  lVert: ['norm', '\\rVert'],
  Vert: ['norm', '\\Vert'],
  '|': ['norm', '\\|'],
  lvert: ['abs', '\\rvert'],
  vert: ['abs', '\\vert'],
};
