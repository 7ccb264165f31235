import { checkGradient as checkByDifferences } from '../core/autodiff/check-gradient.ts';
import { brief } from '../core/autodiff/compare-slopes.ts';
import { compileObjective } from '../core/compile/compile-objective.ts';
import { partials } from '../core/explain/partials.ts';
import { printFormula } from '../core/explain/print-formula.ts';
import { coordinateNames, type Objective } from '../core/objective.ts';
import type { Problem, SourceRange } from '../core/problem.ts';
import type { FunctionPair } from './check-gradient-pairs.ts';
import { gradientPoints } from './check-gradient-points.ts';
import { componentRanges } from './check-gradient-ranges.ts';
import { type LiftOptions, liftFunction } from './code/lift-function.ts';
import type { FunctionsOfCode } from './code/lifter.ts';
import { Refusal } from './code/value.ts';
import { parseGd } from './gd/parse-gd.ts';

/** One component of a gradient, held against the derivative. */
export interface ComponentVerdict {
  /** The variable, as the code writes it: `y`, `x[0]`. */
  readonly by: string;
  /** The expression that computes it. */
  readonly range: SourceRange;
  readonly agrees: boolean;
}

/** What is right and wrong in a gradient written by hand. */
export interface GradientReport {
  readonly objective: string;
  readonly gradient: string;
  /** At how many points they were held against each other. */
  readonly points: number;
  /** In their order; none where there are not as many as variables. */
  readonly components: readonly ComponentVerdict[];
  /** What is wrong; empty where the gradient is right. */
  readonly problems: readonly Problem[];
}

/** Why a gradient cannot be checked: "what is in the way; what to write instead". */
export interface GradientRefusal {
  readonly message: string;
  readonly range: SourceRange;
}

/** Two numbers agree up to this part of the greater one, or that part of the greatest component. */
const TOLERANCE = { own: 1e-6, greatest: 1e-9 };
/** Formulas longer than this are not put into a sentence. */
const LONGEST_FORMULA = 120;
/** Points of more variables are cut short. */
const MOST_SHOWN = 4;

/**
 * Holds a gradient written by hand against the exact derivative of its function, at random points around the start that
 * the code gives, and at the start. Both are read, never executed.
 */
export function checkGradientPair(
  code: FunctionsOfCode,
  pair: FunctionPair,
): GradientReport | GradientRefusal {
  try {
    if (!pair.open) return check(code, pair);
    // Nothing says which of them is the gradient, but that a function of several variables returns one number.
    const swapped = { objective: pair.gradient, gradient: pair.objective };
    return isScalar(code, pair) || !isScalar(code, swapped) ? check(code, pair) : check(code, swapped);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { message: error.message, range: error.range };
  }
}

/** Whether the objective of a pair returns one number. */
function isScalar({ surroundings }: FunctionsOfCode, { objective }: FunctionPair): boolean {
  try {
    liftFunction(objective, surroundings);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}

/** A function as the engine has it. */
interface Read {
  readonly objective: Objective;
  readonly start: Float64Array | undefined;
}

function check(code: FunctionsOfCode, pair: FunctionPair): GradientReport | GradientRefusal {
  const [f, g] = readBoth(code, pair);
  const { name: ofF, nameRange } = pair.objective.function;
  const { name: ofG } = pair.gradient.function;
  const { whole, component } = componentRanges(pair.gradient.function);
  const weights = g.objective.parameters.at(-1)?.size ?? 0;
  const variables = g.objective.size - weights;
  const { size } = f.objective;
  const names = coordinateNames(f.objective).map((each) => asInCode(each));
  if (variables !== size) {
    return {
      message: `${ofG} has ${count(variables, 'variable')} and ${ofF} has ${size}; give them the same parameters`,
      range: pair.gradient.function.nameRange,
    };
  }
  // Data may come behind what is to be found: loss(w, X, y) has a gradient by w.
  const [first] = f.objective.parameters;
  const leading = first && first.shape.length > 0 && first.size === weights;
  if (weights !== size && !leading) {
    const listed = size <= MOST_SHOWN ? `: ${names.join(', ')}` : '';
    const message = `${ofG} has ${count(weights, 'component')}, but ${ofF} has ${count(size, 'variable')}${listed}; return one derivative for each`;
    const problem: Problem = { range: whole, message, severity: 'error' };
    return { objective: ofF, gradient: ofG, points: 0, components: [], problems: [problem] };
  }

  const compare = comparison(f.objective, g.objective, weights);
  const samples = gradientPoints(size, f.start, (x) => compare(x) !== undefined).map(
    (x) => compare(x) as Sample,
  );
  const atStart = f.start && compare(f.start);
  if (samples.length === 0 && !atStart) {
    const message = `${ofF} is not finite at any point that was tried; call it with a start at which it is, as in x0 = [1, 2]`;
    return { message, range: nameRange };
  }

  const wrongAt = names.slice(0, weights).map((_, i) => {
    const sample = samples.find((each) => !agree(each, i, i));
    if (sample || !atStart || agree(atStart, i, i)) return sample;
    return isCornerOf(compileObjective(f.objective), atStart, i) ? undefined : atStart;
  });
  const explained = wrongAt.some((each) => each) ? formulas(f.objective, g.objective) : undefined;
  const components = wrongAt.map((wrong, i): ComponentVerdict => {
    return { by: names[i] as string, range: component(i, weights), agrees: !wrong };
  });
  const problems = wrongAt.flatMap((wrong, i): Problem[] => {
    if (!wrong) return [];
    const derivative = `∂${ofF}/∂${names[i]}`;
    const given = brief(wrong.given[i] as number);
    const exact = brief(wrong.exact[i] as number);
    const where = pointText(names, wrong.x);
    const [should, here] = explained?.(i) ?? [];
    const message =
      should === undefined || here === undefined
        ? `${derivative} should be ${exact} at ${where}, here it is ${given}`
        : `${derivative} should be ${should}, here it is ${here}: at ${where} it is ${given} and not ${exact}`;
    const hint = hintOf([...samples, ...(atStart ? [atStart] : [])], i, ofF, names);
    return [{ range: component(i, weights), message: `${message}${hint}`, severity: 'error' }];
  });
  const points = samples.length + (atStart ? 1 : 0);
  return { objective: ofF, gradient: ofG, points, components, problems };
}

/** Reads both, with vectors as long as either of them needs. */
function readBoth(code: FunctionsOfCode, { objective, gradient }: FunctionPair): [f: Read, g: Read] {
  const { surroundings } = code;
  const shapesOf = ({ objective: { parameters } }: Read) => parameters.map(({ shape }) => shape);
  const read = (candidate: FunctionPair['objective'], options: LiftOptions): Read => {
    const { name, text, start } = liftFunction(candidate, surroundings, options);
    const experiment = start === undefined ? '' : `\nminimize ${name}\n  from  ${start}\n`;
    const { objectives, experiments, problems } = parseGd(`${text}${experiment}`);
    const found = objectives.find((each) => each.objective.name === name);
    if (!found) {
      const reason = problems[0]?.message ?? 'it is no formula; return numbers';
      throw new Refusal(`${candidate.function.name}: ${reason}`, candidate.function.nameRange);
    }
    return { objective: found.objective, start: startOf(experiments[0]?.experiment.start, found.objective) };
  };
  const f = read(objective, {});
  const g = read(gradient, { components: true, shapes: shapesOf(f) });
  if (g.objective.size - (g.objective.parameters.at(-1)?.size ?? 0) <= f.objective.size) return [f, g];
  // The length of a vector shows in one of them only: sum(x**2) beside [2*x[0], 2*x[1], 2*x[2]].
  const shapes = shapesOf(g).slice(0, -1);
  return [read(objective, { shapes }), read(gradient, { components: true, shapes })];
}

/** The start x₀, unless an entry of it is missing. */
function startOf(start: readonly number[] | undefined, { size }: Objective): Float64Array | undefined {
  return start?.length === size && start.every(Number.isFinite) ? Float64Array.from(start) : undefined;
}

/** Both gradients at a point. */
interface Sample {
  readonly x: Float64Array;
  readonly exact: Float64Array;
  readonly given: Float64Array;
}

/** @returns what takes both gradients at a point; undefined where the function or its derivative is not finite. */
function comparison(f: Objective, g: Objective, weights: number) {
  const [ofF, ofG] = [compileObjective(f), compileObjective(g)];
  return (x: Float64Array): Sample | undefined => {
    const exact = new Float64Array(f.size);
    const value = ofF.valueAndGradient(x, exact);
    if (!Number.isFinite(value) || !exact.every(Number.isFinite)) return undefined;
    // Σ gᵢ(x)·tᵢ is linear in t, so its derivatives by t are the components whatever t is.
    const at = new Float64Array(g.size);
    at.set(x);
    at.fill(1, f.size);
    const all = new Float64Array(g.size);
    ofG.valueAndGradient(at, all);
    return { x, exact, given: all.slice(f.size, f.size + weights) };
  };
}

function agree({ exact, given }: Sample, i: number, j: number, factor = 1): boolean {
  const [a, b] = [factor * (exact[j] as number), given[i] as number];
  const greatest = exact.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const bound = TOLERANCE.own * Math.max(Math.abs(a), Math.abs(b)) + TOLERANCE.greatest * greatest;
  return Math.abs(a - b) <= bound;
}

/** Whether the function may have a corner here, where one-sided slopes are right as well. */
function isCornerOf(f: ReturnType<typeof compileObjective>, { x, given }: Sample, i: number): boolean {
  const gradient = () => {
    const full = new Float64Array(x.length);
    full.set(given);
    return full;
  };
  const { variables } = checkByDifferences({ value: f.value, gradient }, x, { directions: 0 });
  return variables.find(({ index }) => index === i)?.verdict !== 'disagrees';
}

/** What a wrong component is instead, where that is plain. */
function hintOf(samples: readonly Sample[], i: number, of: string, names: readonly string[]): string {
  const telling = samples.find(({ exact, given }) => exact[i] !== 0 && given[i] !== 0);
  const factor = telling && (telling.given[i] as number) / (telling.exact[i] as number);
  if (factor !== undefined && samples.every((each) => agree(each, i, i, factor))) {
    if (Math.abs(factor + 1) < TOLERANCE.own) return '; its sign is wrong';
    return `; it is ${brief(factor)} times what it should be`;
  }
  const other = names.findIndex((_, j) => j !== i && samples.every((each) => agree(each, i, j)));
  return other < 0 ? '' : `; that is ∂${of}/∂${names[other]}`;
}

/** Each derivative as it should be and as it is, where both are short. */
function formulas(f: Objective, g: Objective): (i: number) => readonly (string | undefined)[] {
  const [should, here] = [partials(f), partials(g).slice(f.size)];
  const text = (all: typeof should, i: number): string | undefined => {
    const formula = all[i]?.formula;
    const printed = formula && asInCode(printFormula(formula));
    return printed !== undefined && printed.length <= LONGEST_FORMULA ? printed : undefined;
  };
  return (i) => {
    const both = [text(should, i), text(here, i)] as const;
    return both[0] === both[1] ? [] : both;
  };
}

/** Entries count from 0 in code: `w[3]` of a formula is `w[2]`, `W[2, 1]` is `W[1][0]`. */
function asInCode(text: string): string {
  return text.replace(/\[(\d+)(?:, (\d+))?\]/g, (_, row: string, column: string | undefined) => {
    return column === undefined ? `[${Number(row) - 1}]` : `[${Number(row) - 1}][${Number(column) - 1}]`;
  });
}

function pointText(names: readonly string[], x: Float64Array): string {
  const shown = names.slice(0, MOST_SHOWN).map((name, i) => `${name} = ${brief(x[i] as number)}`);
  return `${shown.join(', ')}${names.length > MOST_SHOWN ? ' …' : ''}`;
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
