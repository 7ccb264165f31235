import { compileGraph } from '../compile/compile-graph.ts';
import type { Rate } from './experiment.ts';

/** A rate that is known before the step as a function of the iteration k, counted from 0. */
export function makeSchedule(rate: Exclude<Rate, { kind: 'search' }>): (k: number) => number {
  switch (rate.kind) {
    case 'constant':
      return () => rate.value;
    case 'schedule': {
      const compiled = compileGraph(rate.graph, [rate.output]);
      const [x, none] = [new Float64Array(1), new Float64Array(0)];
      return (k) => {
        x[0] = k;
        return compiled(x, none);
      };
    }
  }
}
