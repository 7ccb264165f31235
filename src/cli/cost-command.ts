import { performance } from 'node:perf_hooks';
import { measureCosts } from '../core/gradients/cost.ts';
import { formatNumber } from '../core/run/format-number.ts';
import { objectiveAt } from './objective-at.ts';
import { table } from './table.ts';
import { toJson } from './to-json.ts';

/** What `cost` was called with. */
export interface CostOptions {
  readonly objective: string | undefined;
  readonly at: string | undefined;
  readonly json: boolean;
}

/** `cost FILE`: the time of one gradient of each kind relative to one evaluation of f. */
export async function costCommand(file: string, options: CostOptions): Promise<string> {
  const { objective, x } = await objectiveAt(file, options);
  const result = measureCosts(objective, x, () => performance.now());
  if (options.json)
    return toJson({ objective: objective.name, variables: objective.size, at: Array.from(x), ...result });
  const rows = result.costs.map(({ title, ratio, low, high, measured }) => [
    title,
    formatNumber(ratio, 3),
    measured ? `${formatNumber(low, 3)} to ${formatNumber(high, 3)}` : 'by its evaluations',
  ]);
  const variables = objective.size === 1 ? 'one variable' : `${objective.size} variables`;
  return [
    `${objective.name}, ${variables}: time ÷ that of one evaluation of f, the best of ${result.rounds} rounds by turns`,
    ...table([['', 'ratio', 'middle half'], ...rows]).map((line) => `  ${line}`),
    `  forward gradient ÷ backpropagation  ${formatNumber(result.forward / result.backprop, 3)}`,
  ].join('\n');
}
