import type { Evaluations } from './trace.ts';

/** Why a run ended. */
export type StopReason =
  | 'decrease'
  | 'gradient'
  | 'step'
  | 'target'
  | 'iterations'
  | 'evaluations'
  | 'time'
  | 'diverged'
  | 'flat'
  | 'nonfinite'
  | 'cancelled';

/** What a run came to. */
export interface RunResult {
  /** x₀, flat. */
  readonly start: readonly number[];
  /** The last accepted point; always finite. */
  readonly x: readonly number[];
  readonly f: number;
  /** ‖∇f‖₂ at x. */
  readonly gradientNorm: number;
  /** The best point seen and its value. */
  readonly best: { readonly x: readonly number[]; readonly f: number; readonly iteration: number };
  /** The number of steps taken. */
  readonly iterations: number;
  readonly evaluations: Readonly<Evaluations>;
  readonly reason: StopReason;
  /** The reason as a sentence: "f fell by 5.642e-4, less than 1e-3". */
  readonly message: string;
  /** Time spent computing, recording apart. */
  readonly seconds: number;
}
