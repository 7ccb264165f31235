import { coordinateNames, type Objective } from '../core/objective.ts';
import type { FinishedRun } from '../core/run/carry-out.ts';
import { methodText } from '../core/run/experiment-text.ts';

/** The traces of experiments as CSV: a row per recorded iteration, the coordinates by name in the last columns. */
export function traceCsv(
  experiments: readonly { readonly objective: Objective; readonly runs: readonly FinishedRun[] }[],
): string {
  const lines: string[] = [];
  let header: string | undefined;
  for (const { objective, runs } of experiments) {
    const names = coordinateNames(objective);
    const columns = [
      'objective',
      'run',
      'method',
      'iteration',
      'f',
      'gradientNorm',
      'step',
      'rate',
      'evaluations',
      ...names,
    ];
    const line = columns.map(quoted).join(',');
    if (line !== header) lines.push(line);
    header = line;
    runs.forEach(({ request, trace }, index) => {
      const labels = [objective.name, String(index + 1), methodText(request.choice)].map(quoted);
      const { iteration, f, gradientNorm, step, rate, evaluations, x, dimension } = trace;
      for (let i = 0; i < trace.length; i++) {
        const numbers = [iteration, f, gradientNorm, step, rate, evaluations].map((column) =>
          String(column[i]),
        );
        const point = Array.from(x.subarray(i * dimension, (i + 1) * dimension), String);
        lines.push([...labels, ...numbers, ...point].join(','));
      }
    });
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
