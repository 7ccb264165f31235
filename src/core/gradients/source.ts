import type { Bounds } from '../methods/bounds.ts';
import type { RandomState } from '../random/xoshiro256.ts';
import type { Evaluations } from '../run/trace.ts';
import type { Derivatives } from './derivatives.ts';

/** What every setting declares. */
interface SettingBase {
  /** As in `.gd`: `tangents`. */
  readonly name: string;
  /** In TeX: `k`. */
  readonly symbol: string;
  /** What it does, a clause without a full stop. */
  readonly meaning: string;
}

/** A setting that is a number. */
export interface NumberSetting extends SettingBase {
  readonly kind: 'number';
  /** Absent: chosen by the source itself, as `automatic` tells. */
  readonly default?: number;
  /** How the number is chosen where none is given and there is no default, a clause without a full stop. */
  readonly automatic?: string;
  /** The range of meaningful values; an end that is itself excluded is marked so. */
  readonly range: { readonly minimum: number; readonly maximum: number; readonly open?: 'minimum' };
  /** Whether only whole numbers make sense. */
  readonly whole: boolean;
}

/** A setting that is one of a few names. */
export interface NameSetting extends SettingBase {
  readonly kind: 'name';
  readonly default: string;
  readonly choices: readonly { readonly name: string; readonly meaning: string }[];
}

/** A setting of a gradient source that the user may choose. Declared once; parser, completion, hover and documentation read it. */
export type SourceSetting = NumberSetting | NameSetting;

/** A value for every setting; automatic numbers that were not given are absent. */
export type SettingValues = Readonly<Record<string, number | string>>;

/** The state of a random source as plain data, null where the source is not random: what a run needs to go on bit for bit. */
export type GradientState = RandomState | null;

/** Gradients of one objective by one source. */
export interface GradientFunction {
  /** f(x); writes the gradient or its estimate to g. */
  valueAndGradient(x: Float64Array, g: Float64Array): number;
  /**
   * Writes `count` estimates at x to `out`, one after the other: those that as many calls of `valueAndGradient` would give,
   * to rounding. Absent: there is no faster way than these calls.
   */
  sample?(x: Float64Array, out: Float64Array, count: number): void;
  /** What the last call of `valueAndGradient` has evaluated. */
  readonly cost: Readonly<Evaluations>;
  state(): GradientState;
  /** Goes on from a state that `state` gave. */
  restore(state: GradientState): void;
}

/** What is known of the mean of E‖ĝ − g‖² / ‖g‖² over the random choices of a source. */
export interface ErrorTheory {
  /** Absent where there is no formula. */
  readonly relativeSquaredError?: number;
  /** The formula in TeX. */
  readonly formula?: string;
  /** Under which condition the formula holds, or why there is none; empty where it holds always. */
  readonly note: string;
}

/** Where a first-order method may have its gradient from. */
export interface Source {
  /** As in `.gd`: `backprop`. */
  readonly name: string;
  readonly title: string;
  /** The estimate in TeX. */
  readonly formula: string;
  /** Exact to rounding; an approximation that is always the same; or drawn at random. */
  readonly kind: 'exact' | 'approximate' | 'random';
  readonly settings: readonly SourceSetting[];
  /** @param bounds - Values of f are taken inside only. */
  readonly make: (settings: SettingValues, f: Derivatives, bounds?: Bounds) => GradientFunction;
  /** The squared error that is to be expected for n variables. */
  readonly theory: (settings: SettingValues, n: number) => ErrorTheory;
  readonly reference: string;
}
