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
  { op, attributes, shape }: Node,
  constants: readonly (number | undefined)[],
): OperationLabel {
  if (op === 'slice') return { label: sliceLabel(attributes, shape), title: 'part of an array' };
  const known = SIGNS[op] ?? { label: op, title: op };
  const [first, second] = constants;
  const at = first ?? second;
  if (at === undefined || constants.length > 2) return known;
  const number = constantLabel(at);
  const { title } = known;
  if (op === 'pow') return { label: first === undefined ? raised(at) : `${number}ˣ`, title };
  if (first === undefined && op === 'div') return { label: `÷ ${number}`, title };
  if (first === undefined && (op === 'add' || op === 'sub'))
    return { label: `${known.label} ${number}`, title };
  if (['add', 'sub', 'mul', 'div'].includes(op)) return { label: `${number} ${known.label}`, title };
  return first === undefined
    ? { label: `${known.label}( , ${number})`, title }
    : { label: `${known.label}(${number}, )`, title };
}

/** Below π in what people write. */
const DENOMINATORS = [1, 2, 3, 4, 6, 8];
const MOST_TIMES = 99;

/** A constant for reading: `2π` and `−π/2` where it is that, else four digits. */
export function constantLabel(value: number): string {
  for (const below of DENOMINATORS) {
    const times = Math.round((value * below) / Math.PI);
    const apart = Math.abs((times * Math.PI) / below - value);
    if (times === 0 || Math.abs(times) > MOST_TIMES || apart > Number.EPSILON * Math.abs(value)) continue;
    const sign = times < 0 ? '−' : '';
    const factor = Math.abs(times) === 1 ? '' : Math.abs(times);
    return `${sign}${factor}π${below === 1 ? '' : `/${below}`}`;
  }
  return formatNumber(value, 4);
}

/** `( )²`, or `( )^0.5`. */
export function raised(exponent: number): string {
  const text = formatNumber(exponent, 4);
  if (!/^−?\d+$/.test(text)) return `( )^${text}`;
  return `( )${[...text].map((mark) => (mark === '−' ? '⁻' : RAISED[Number(mark)])).join('')}`;
}

/** `[2:5]`, `[1:2:9]` or `[3, 1:4]`: the places along each axis, from 1 on. */
function sliceLabel({ start = [], step = [] }: Node['attributes'], shape: Node['shape']): string {
  const spans = shape.map((count, axis) => {
    const [first, stride] = [(start[axis] as number) + 1, step[axis] as number];
    const last = first + (count - 1) * stride;
    if (count === 1) return `${first}`;
    return stride === 1 ? `${first}:${last}` : `${first}:${stride}:${last}`;
  });
  return `[${spans.join(', ')}]`;
}
