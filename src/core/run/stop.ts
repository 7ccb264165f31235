import type { StopRule } from './experiment.ts';
import { formatNumber } from './format-number.ts';
import type { StopReason } from './run-result.ts';

/** Why a run ended, with its sentence. */
export interface Stop {
  readonly reason: StopReason;
  readonly message: string;
}

/** What the stop rule looks at after a step. Values are those of the user's f, also when it is maximized. */
export interface Progress {
  readonly iteration: number;
  readonly f: number;
  /** How much better f has become by the last step; negative if worse, NaN before the first. */
  readonly gain: number;
  readonly gradientNorm: number;
  /** Whether it is that of the projected gradient, within bounds. */
  readonly projected: boolean;
  /** The length of the last step; NaN before the first. */
  readonly step: number;
  readonly evaluations: number;
  readonly seconds: number;
}

/** The first condition of the rule that holds; undefined while the run goes on. */
export function ruleStop(
  rule: StopRule,
  progress: Progress,
  sense: 'minimize' | 'maximize',
): Stop | undefined {
  const { iteration, f, gain, gradientNorm, projected, step, evaluations, seconds } = progress;
  const better = sense === 'minimize' ? 'fell' : 'rose';
  const worse = sense === 'minimize' ? 'rose' : 'fell';
  const reached = sense === 'minimize' ? f <= (rule.target ?? Number.NaN) : f >= (rule.target ?? Number.NaN);
  if (reached) {
    return {
      reason: 'target',
      message: `f reached ${formatNumber(f)}, the target is ${formatNumber(rule.target as number)}`,
    };
  }
  if (rule.gradient !== undefined && gradientNorm < rule.gradient) {
    return {
      reason: 'gradient',
      message: `the norm of the ${projected ? 'projected ' : ''}gradient is ${formatNumber(gradientNorm)}, less than ${limitText(rule.gradient)}`,
    };
  }
  if (rule.decrease !== undefined && Math.abs(gain) < rule.decrease) {
    return {
      reason: 'decrease',
      message: `f ${gain < 0 ? worse : better} by ${formatNumber(Math.abs(gain))} in step ${iteration}, less than ${formatNumber(rule.decrease)}`,
    };
  }
  if (rule.relativeDecrease !== undefined) {
    const size = Math.max(Math.abs(f), Math.abs(sense === 'minimize' ? f + gain : f - gain));
    const part = gain === 0 ? 0 : Math.abs(gain) / size;
    if (part < rule.relativeDecrease) {
      return {
        reason: 'decrease',
        message: `f ${gain < 0 ? worse : better} by ${formatNumber(part)} of its size in step ${iteration}, less than ${formatNumber(rule.relativeDecrease)}`,
      };
    }
  }
  if (rule.step !== undefined && step < rule.step) {
    return {
      reason: 'step',
      message: `step ${iteration} was ${formatNumber(step)} long, less than ${formatNumber(rule.step)}`,
    };
  }
  if (rule.iterations !== undefined && iteration >= rule.iterations) {
    return {
      reason: 'iterations',
      message: rule.iterations === 1 ? 'the one step was taken' : `all ${rule.iterations} steps were taken`,
    };
  }
  if (rule.evaluations !== undefined && evaluations >= rule.evaluations) {
    return {
      reason: 'evaluations',
      message: `${formatNumber(evaluations, 6)} evaluations were made, ${rule.evaluations} are allowed`,
    };
  }
  if (rule.time !== undefined && seconds >= rule.time) {
    return outOfTime(seconds, rule.time);
  }
  return undefined;
}

let last = { limit: Number.NaN, text: 'NaN' };

/** A limit as people read it; it is the same in many short runs, of which each would spend a twentieth of its time on it. */
function limitText(limit: number): string {
  if (limit !== last.limit) last = { limit, text: formatNumber(limit) };
  return last.text;
}

/** More time has passed than is allowed, both in seconds. */
export function outOfTime(seconds: number, allowed: number): Stop {
  return {
    reason: 'time',
    message: `${formatNumber(seconds, 3)} s have passed, ${formatNumber(allowed)} s are allowed`,
  };
}
