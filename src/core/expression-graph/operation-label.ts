import { formatNumber } from '../figures/format-number.ts';
import type { Node } from '../graph/node.ts';

/** A sign and a word for an operation. */
export interface OperationLabel {
  readonly label: string;
  readonly title: string;
}

const SIGNS: Readonly<Record<string, OperationLabel>> = {
  add: { label: '+', title: 'sum' },
  sub: { label: '−', title: 'difference' },
  neg: { label: '−( )', title: 'negative' },
  mul: { label: '×', title: 'product' },
  div: { label: '÷', title: 'quotient' },
  pow: { label: 'xʸ', title: 'power' },
  sqrt: { label: '√', title: 'square root' },
  cbrt: { label: '∛', title: 'cube root' },
  abs: { label: '| |', title: 'absolute value' },
  sum: { label: 'Σ', title: 'sum of entries' },
  matmul: { label: 'A·B', title: 'matrix product' },
  solve: { label: 'A⁻¹b', title: 'solution of linear equations' },
  permute: { label: '( )ᵀ', title: 'transpose' },
  slice: { label: '[ : ]', title: 'part of an array' },
  gather: { label: '[ i ]', title: 'entries of an array' },
  pad: { label: '[0 ( ) 0]', title: 'entries among zeros' },
  scatter: { label: '[0 ( ) 0]', title: 'entries among zeros' },
  select: { label: '? :', title: 'choice' },
  sigmoid: { label: 'σ', title: 'logistic function' },
  exp: { label: 'exp', title: 'exponential' },
  log: { label: 'log', title: 'logarithm' },
  max: { label: 'max', title: 'the greater' },
  min: { label: 'min', title: 'the lesser' },
  eq: { label: '=', title: 'comparison' },
  ne: { label: '≠', title: 'comparison' },
  lt: { label: '<', title: 'comparison' },
  le: { label: '≤', title: 'comparison' },
  gt: { label: '>', title: 'comparison' },
  ge: { label: '≥', title: 'comparison' },
};
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * How an operation is called in a picture: constants among its inputs become part of the sign, `100 ×`, `( )²`, `1 −`.
 *
 * @param constants - For each input its number where it is a constant number.
 */
export function operationLabel(
  { op }: Pick<Node, 'op'>,
  constants: readonly (number | undefined)[],
): OperationLabel {
  const known = SIGNS[op] ?? { label: op, title: op };
  const [first, second] = constants;
  const at = first ?? second;
  if (at === undefined || constants.length > 2) return known;
  const number = formatNumber(at, 4);
  const { title } = known;
  if (op === 'pow') return { label: first === undefined ? powerLabel(at) : `${number}ˣ`, title };
  if (first === undefined && op === 'div') return { label: `÷ ${number}`, title };
  if (first === undefined && (op === 'add' || op === 'sub'))
    return { label: `${known.label} ${number}`, title };
  if (['add', 'sub', 'mul', 'div'].includes(op)) return { label: `${number} ${known.label}`, title };
  return first === undefined
    ? { label: `${known.label}( , ${number})`, title }
    : { label: `${known.label}(${number}, )`, title };
}

function powerLabel(exponent: number): string {
  const text = formatNumber(exponent, 4);
  if (!/^−?\d+$/.test(text)) return `( )^${text}`;
  return `( )${[...text].map((mark) => (mark === '−' ? '⁻' : RAISED[Number(mark)])).join('')}`;
}
