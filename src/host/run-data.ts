import type { Trace } from '../core/run/trace.ts';
import { plainNumbers, tableCsv } from '../core/table.ts';
import type { PageState } from '../protocol/page.ts';

/** The runs as CSV, with the columns of the command line: a row per recorded iteration, the coordinates last. */
export function runsCsv({ objective, runs }: PageState): string {
  const rows = runs.flatMap(({ plan, trace }, index) =>
    Array.from({ length: trace?.length ?? 0 }, (_, row) => {
      const { dimension, x } = trace as Trace;
      return [
        ...[objective?.name ?? '', String(index + 1), plan.text],
        ...NUMBERS.map((name) => (trace as Trace)[name][row] as number),
        ...x.subarray(row * dimension, (row + 1) * dimension),
      ];
    }),
  );
  return tableCsv({
    columns: ['objective', 'run', 'method', ...NUMBERS, ...(objective?.coordinates ?? [])],
    rows,
  });
}

/** The definition and the experiment, every default written out, as a `.gd` file that stands by itself. */
export function runFile({ objective, plan }: PageState): string | undefined {
  return objective && plan && `${objective.text.trimEnd()}\n\n${plan.text.trimEnd()}\n`;
}

/** The runs as JSON: the experiment, and of each run its result and its trace by columns; numbers that are not finite as texts. */
export function runsJson({ source, objective, plan, runs }: PageState): string {
  const content = {
    file: source,
    objective: objective?.name,
    definition: objective?.text,
    coordinates: objective?.coordinates,
    experiment: plan?.text,
    runs: runs.map(({ plan: { method, text }, result, trace }) => ({
      method,
      text,
      ...result,
      trace: trace && {
        ...Object.fromEntries(NUMBERS.map((name) => [name, Array.from(trace[name])])),
        x: Array.from({ length: trace.length }, (_, row) =>
          Array.from(trace.x.subarray(row * trace.dimension, (row + 1) * trace.dimension)),
        ),
      },
    })),
  };
  return `${JSON.stringify(content, plainNumbers, 1)}\n`;
}

const NUMBERS = ['iteration', 'f', 'gradientNorm', 'step', 'rate', 'evaluations'] as const;
