import type { PageState } from '../protocol/page.ts';

/** The runs as CSV, with the columns of the command line: a row per recorded iteration, the coordinates last. */
export function runsCsv({ objective, runs }: PageState): string {
  const coordinates = objective?.coordinates ?? [];
  const columns = ['objective', 'run', 'method', ...NUMBERS, ...coordinates];
  const lines = [columns.map(quoted).join(',')];
  runs.forEach(({ plan, trace }, index) => {
    if (!trace) return;
    const labels = [objective?.name ?? '', String(index + 1), plan.text].map(quoted);
    for (let row = 0; row < trace.length; row++) {
      const numbers = NUMBERS.map((name) => String(trace[name][row]));
      const point = trace.x.subarray(row * trace.dimension, (row + 1) * trace.dimension);
      lines.push([...labels, ...numbers, ...Array.from(point, String)].join(','));
    }
  });
  return `${lines.join('\n')}\n`;
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
  const plain = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, plain, 1)}\n`;
}

const NUMBERS = ['iteration', 'f', 'gradientNorm', 'step', 'rate', 'evaluations'] as const;

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
