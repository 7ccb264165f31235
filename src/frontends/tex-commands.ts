/** Greek letters by their TeX names. */
export const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  pi: 'π',
};
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
