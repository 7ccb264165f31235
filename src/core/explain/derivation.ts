import type { CompiledObjective } from '../compile/compile-objective.ts';
import { formatNumber } from '../figures/format-number.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import type { DerivationWay } from './derivation-way.ts';
import { dualNumbers } from './dual-numbers.ts';
import { type Formula, numeral } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { limitProof } from './limit-proof.ts';
import { substituted } from './outer-slopes.ts';
import { gradientFormulas } from './partials.ts';
import { MOST_OPERATIONS, type ReadableForm, readableForm } from './readable-form.ts';
import { ruleLines, texDerivative } from './rule-lines.ts';
import { ruleSteps, TooLong } from './rule-steps.ts';
import { texNumber } from './step-tex.ts';
import { texFormula, texName } from './tex-formula.ts';

/** A line of a derivation, `left = right[0] = right[1] …`, in TeX. */
export interface DerivationLine {
  /** How deep it is nested: the derivative of a part stands one deeper than the line that needs it. */
  readonly depth: number;
  /** Empty where the line goes on from the one before it at its depth. */
  readonly left: string;
  readonly right: readonly string[];
  /** The name of the rule, in words. */
  readonly rule: string;
  /** The rule in general, in TeX; empty where there is none. */
  readonly law: string;
  /** What is to be known besides, in words; may be empty. */
  readonly because: string;
}

/** A line as one formula, `\frac{dJ}{dx} = 2\,x`, in TeX. */
export function lineTex({ left, right }: Pick<DerivationLine, 'left' | 'right'>): string {
  return [left, ...right].join(' = ').trim();
}

/** How the derivative of an objective by one coordinate comes about. */
export interface Derivation {
  readonly way: DerivationWay;
  /** The coordinate's place in x. */
  readonly coordinate: number;
  /** Whether the objective is a polynomial that the limit can be worked out for. */
  readonly polynomial: boolean;
  readonly lines: readonly DerivationLine[];
  /** The derivative at x, with the numbers put in; absent where nothing was derived. */
  readonly outcome?: DerivationLine;
  /** Why it is not derived line by line; empty where it is. */
  readonly note: string;
}

/** What is to be derived. */
export interface DerivationRequest {
  readonly way: DerivationWay;
  /** Its place in x. */
  readonly coordinate: number;
  /** Where numbers are wanted. */
  readonly x: readonly number[];
}

/**
 * ∂f/∂xᵢ step by step, in the way that is asked for; by rules where f is no polynomial in xᵢ that the limit could be worked out for.
 * An objective too large to be written down gets a sentence that says so, and the gradient by its whole vector where that is short.
 *
 * @param f - The objective, compiled.
 */
export function explainDerivation(
  objective: Objective,
  { way: asked, coordinate, x }: DerivationRequest,
  f: CompiledObjective,
): Derivation {
  const form = readableForm(objective);
  const proof = form && limitProof(form, objective.name, coordinate);
  const way = asked === 'limit' && !proof ? 'rules' : asked;
  const base = { way, coordinate, polynomial: proof !== undefined };
  const names = form?.names ?? coordinateNames(objective);
  const isOnly = names.length === 1;
  const by = names[coordinate] as string;
  const left = texDerivative(objective.name, by, isOnly);
  const gradient = new Float64Array(x.length);
  f.valueAndGradient(Float64Array.from(x), gradient);
  const value = texNumber(gradient[coordinate] as number);
  const none = (note: string, lines: readonly DerivationLine[] = []): Derivation => {
    return { ...base, lines, outcome: { ...OUTCOME, left, right: [value], rule: HERE }, note };
  };
  if (!form) {
    return none(
      `Written entry by entry, ${objective.name} has more than ${MOST_OPERATIONS.toLocaleString('en')} operations, or one that works on a matrix as a whole: too many to be derived line by line.`,
      wholeGradient(objective, coordinate),
    );
  }
  if (way === 'dual') {
    const direction = form.names.map((_, i) => (i === coordinate ? 1 : 0));
    const worked = dualNumbers(form, objective.name, Float64Array.from(x), direction);
    if (!worked) {
      return none(`${objective.name} has too many operations to be worked through one by one.`);
    }
    const { value: whole, slope } = worked.result;
    const because = `${objective.name} = ${formatNumber(whole)} comes with it: one pass gives both`;
    const outcome = { ...OUTCOME, left, right: [texNumber(slope)], rule: 'What ε is multiplied by', because };
    return { ...base, lines: worked.lines, outcome, note: '' };
  }
  try {
    const whole = way === 'rules' ? ruleSteps(form, coordinate) : undefined;
    const lines = whole ? ruleLines(whole, objective.name, by, isOnly) : (proof?.lines ?? []);
    const result = whole?.result ?? proof?.limit;
    const put = result && numbersPutIn(form, result, x, digitsThatTell(f, x, coordinate));
    const right = put === undefined || put === value ? [value] : [put, value];
    return { ...base, lines, outcome: { ...OUTCOME, left, right, rule: HERE }, note: '' };
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return none(`The derivative of ${objective.name} by ${by} is too long to be read: ${error.message}.`);
  }
}

const OUTCOME = { depth: 0, law: '', because: '' };
/** Longer formulas are not written once more with numbers. */
const LONGEST_WITH_NUMBERS = 60;
/** Digits of the numbers that are put in: as few as tell what comes out, which is more where they all but cancel. */
const DIGITS = [5, 8, 12] as const;
const ALL_DIGITS = 17;
/** What comes out of rounded numbers may differ from what is written by this part of it. */
const TOLERANCE = 0.01;
const HERE = 'At this iterate';

function digitsThatTell(f: CompiledObjective, x: readonly number[], coordinate: number): number {
  const slopeAt = (place: readonly number[]): number => {
    const gradient = new Float64Array(x.length);
    f.valueAndGradient(Float64Array.from(place), gradient);
    return gradient[coordinate] as number;
  };
  const exact = slopeAt(x);
  const tells = (digits: number) =>
    Math.abs(slopeAt(x.map((entry) => rounded(entry, digits))) - exact) <= TOLERANCE * Math.abs(exact);
  return DIGITS.find(tells) ?? ALL_DIGITS;
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** The formula with numbers for names; undefined where that would be too long. */
function numbersPutIn(
  { names }: ReadableForm,
  result: Formula,
  x: readonly number[],
  digits: number,
): string | undefined {
  if (formulaSize(result).parts > LONGEST_WITH_NUMBERS) return undefined;
  const places = new Map(names.map((name, i) => [name, i]));
  const place = (name: string) => {
    const at = places.get(name);
    return at === undefined ? undefined : numeral(rounded(x[at] as number, digits));
  };
  return texFormula(substituted(result, place));
}

/** The gradient by the vector that a coordinate belongs to, where it is short. */
function wholeGradient(objective: Objective, coordinate: number): DerivationLine[] {
  const at = objective.parameters.findIndex(({ offset, size }) => coordinate < offset + size);
  const formula = gradientFormulas(objective)[at]?.formula;
  const name = objective.parameters[at]?.name ?? '';
  if (!formula) return [];
  return [
    {
      depth: 0,
      left: `\\nabla_{\\!${texName(name)}}\\, ${texName(objective.name)}`,
      right: [texFormula(formula)],
      rule: `By ${name} as a whole`,
      law: '',
      because: `found backwards, with whole vectors; each entry is the derivative by that entry of ${name}`,
    },
  ];
}
