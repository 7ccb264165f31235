import { evaluateConstant } from '../compile/interpret.ts';
import type { Graph, NodeId } from '../graph/node.ts';
import { parenthesized } from './delimited.ts';

/** Digits of a number in a substituted formula. */
const DIGITS = 5;

const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

interface Piece {
  readonly tex: string;
  /** How tightly it holds together. */
  readonly level: number;
}

/** A number in TeX, rounded for reading; negative ones as they are. */
export function texNumber(value: number, digits = DIGITS): string {
  if (Number.isNaN(value)) return String.raw`\text{–}`;
  if (!Number.isFinite(value)) return value > 0 ? String.raw`\infty` : String.raw`-\infty`;
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return String(Number(value.toPrecision(digits)));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  const power = `10^{${Number(exponent)}}`;
  const factor = Number(mantissa);
  return factor === 1 ? power : `${factor} \\cdot ${power}`;
}

/**
 * A node of a graph of numbers in TeX with numbers in place of its leaves: `0.75 - 0.2 \cdot 1.5`.
 *
 * @param leaf The number of a node where it is to be written as that, whatever it is made of.
 */
export function texSubstituted(
  graph: Graph,
  node: NodeId,
  leaf: (node: NodeId) => number | undefined,
): string {
  const numberAt = (id: NodeId): number => {
    const known = leaf(id);
    if (known !== undefined) return known;
    const { op, inputs, attributes } = graph[id] as Graph[number];
    if (op === 'constant') return attributes.value as number;
    const operands = inputs.map((input): Graph[number] => ({
      op: 'constant',
      inputs: [],
      shape: [],
      attributes: { value: numberAt(input) },
    }));
    const small = [...operands, { op, inputs: inputs.map((_, i) => i), shape: [], attributes }];
    return evaluateConstant(small, inputs.length)[0] as number;
  };

  const write = (id: NodeId, isRoot: boolean): Piece => {
    const known = isRoot ? undefined : leaf(id);
    if (known !== undefined) return number(known);
    const { op, inputs, attributes } = graph[id] as Graph[number];
    if (op === 'constant') return number(attributes.value as number);
    if (op === 'select') return write(inputs[numberAt(inputs[0] as NodeId) ? 1 : 2] as NodeId, false);
    const [a, b] = inputs.map((input) => write(input, false)) as [Piece, Piece];
    switch (op) {
      case 'neg':
        return { tex: `-${inside(a, PRODUCT)}`, level: SUM };
      case 'add':
        return { tex: `${a.tex} + ${inside(b, PRODUCT)}`, level: SUM };
      case 'sub':
        return { tex: `${a.tex} - ${inside(b, PRODUCT)}`, level: SUM };
      case 'mul':
        return { tex: `${inside(a, PRODUCT)} \\cdot ${inside(b, PRODUCT)}`, level: PRODUCT };
      case 'div':
        return { tex: `\\frac{${a.tex}}{${b.tex}}`, level: ATOM };
      case 'pow':
        return { tex: `${inside(a, ATOM)}^{${b.tex}}`, level: POWER };
      case 'sqrt':
        return { tex: `\\sqrt{${a.tex}}`, level: ATOM };
      case 'abs':
        return { tex: `\\left|${a.tex}\\right|`, level: ATOM };
      case 'max':
      case 'min':
        return { tex: `\\${op}${parenthesized(`${a.tex},\\, ${b.tex}`)}`, level: ATOM };
      default: {
        const given = inputs.map((input) => write(input, false).tex).join(',\\, ');
        return { tex: `\\operatorname{${op}}${parenthesized(given)}`, level: ATOM };
      }
    }
  };
  return write(node, true).tex;
}

/** Negative numbers need brackets beside a sign; those with a power of ten, below an exponent. */
function number(value: number): Piece {
  const tex = texNumber(value);
  return { tex, level: tex.startsWith('-') ? SUM : tex.includes('^') ? PRODUCT : ATOM };
}

const inside = ({ tex, level }: Piece, least: number): string => (level < least ? parenthesized(tex) : tex);
