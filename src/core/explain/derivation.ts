import { compileObjective } from '../compile/compile-objective.ts';
import { formatNumber } from '../figures/format-number.ts';
import type { Objective } from '../objective.ts';
import type { DerivationWay } from './derivation-way.ts';
import { dualNumbers } from './dual-numbers.ts';
import { type Formula, numeral } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { limitProof } from './limit-proof.ts';
import { substituted } from './outer-slopes.ts';
import { MOST_OPERATIONS, type ReadableForm, readableForm } from './readable-form.ts';
import { ruleLines, texDerivative } from './rule-lines.ts';
import { ruleSteps, TooLong } from './rule-steps.ts';
import { texNumber } from './step-tex.ts';
import { texFormula } from './tex-formula.ts';

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
  /** Why there are no lines; empty where there are. */
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
 * An objective too large to be written down gets a sentence that says so.
 */
export function explainDerivation(
  objective: Objective,
  { way: asked, coordinate, x }: DerivationRequest,
): Derivation {
  const form = readableForm(objective);
  const proof = form && limitProof(form, objective.name, coordinate);
  const way = asked === 'limit' && !proof ? 'rules' : asked;
  const base = { way, coordinate, polynomial: proof !== undefined };
  const none = (note: string): Derivation => ({ ...base, lines: [], note });
  if (!form) {
    return none(
      `Written entry by entry, ${objective.name} has more than ${MOST_OPERATIONS.toLocaleString('en')} operations, or one that works on a matrix as a whole: too many to be derived line by line.`,
    );
  }
  const isOnly = form.names.length === 1;
  const by = form.names[coordinate] as string;
  const left = texDerivative(objective.name, by, isOnly);
  if (way === 'dual') {
    const direction = form.names.map((_, i) => (i === coordinate ? 1 : 0));
    const worked = dualNumbers(form, objective.name, Float64Array.from(x), direction);
    if (!worked) {
      return none(`${objective.name} has too many operations to be worked through one by one.`);
    }
    const { value, slope } = worked.result;
    const because = `${objective.name} = ${formatNumber(value)} comes with it: one pass gives both`;
    const outcome = { ...OUTCOME, left, right: [texNumber(slope)], rule: 'What ε is multiplied by', because };
    return { ...base, lines: worked.lines, outcome, note: '' };
  }
  try {
    const whole = way === 'rules' ? ruleSteps(form, coordinate) : undefined;
    const lines = whole ? ruleLines(whole, objective.name, by, isOnly) : (proof?.lines ?? []);
    const result = whole?.result ?? proof?.limit;
    const outcome = result && numbersPutIn(objective, form, result, coordinate, x);
    return { ...base, lines, ...(outcome && { outcome: { ...outcome, left } }), note: '' };
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return none(`The derivative of ${objective.name} by ${by} is too long to be read: ${error.message}.`);
  }
}

const OUTCOME = { depth: 0, law: '', because: '' };
/** Longer formulas are not written once more with numbers. */
const LONGEST_WITH_NUMBERS = 60;
const DIGITS = 5;

function numbersPutIn(
  objective: Objective,
  { names }: ReadableForm,
  result: Formula,
  coordinate: number,
  x: readonly number[],
): Omit<DerivationLine, 'left'> {
  const gradient = new Float64Array(x.length);
  compileObjective(objective).valueAndGradient(Float64Array.from(x), gradient);
  const value = texNumber(gradient[coordinate] as number, DIGITS);
  const place = (name: string) => {
    const at = names.indexOf(name);
    return at < 0 ? undefined : numeral(Number((x[at] as number).toPrecision(DIGITS)));
  };
  const short = formulaSize(result).parts <= LONGEST_WITH_NUMBERS;
  const put = texFormula(substituted(result, place));
  return { ...OUTCOME, right: short && put !== value ? [put, value] : [value], rule: 'At this iterate' };
}
