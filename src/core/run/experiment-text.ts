import { LINE_SEARCHES } from '../methods/line-search/registry.ts';
import type { Hyperparameter } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import { hyperparametersOf } from '../methods/rule-options.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import type { GradientSource, MethodChoice, Rate, StopRule, Window } from './experiment.ts';
import type { ExperimentPlan } from './plan-experiment.ts';
import { STOP_CONDITIONS } from './stop-conditions.ts';

/** What sets a run apart, as the arguments of its method: "rate = 0.2". */
export function describeChoice({ method, rate, hyperparameters, gradient }: MethodChoice): string {
  const known = METHODS[method];
  const declared = known ? hyperparametersOf(known) : [];
  const parts = rate ? [`rate = ${describeRate(rate)}`] : [];
  parts.push(...describeNumbers(declared, hyperparameters));
  if (gradient.name !== 'backprop') parts.push(`gradient = ${describeSource(gradient)}`);
  return parts.join(', ');
}

function describeRate(rate: Rate): string {
  switch (rate.kind) {
    case 'constant':
      return String(rate.value);
    case 'schedule':
      return rate.text;
    case 'search': {
      const declared = LINE_SEARCHES[rate.search]?.hyperparameters ?? [];
      return `${rate.search}(${describeNumbers(declared, rate.settings).join(', ')})`;
    }
  }
}

/** "c1 = 0.1", in declared order; of a choice its name. */
function describeNumbers(
  declared: readonly Hyperparameter[],
  values: Readonly<Record<string, number>>,
): string[] {
  return declared.flatMap(({ name, choices }) => {
    const value = values[name];
    return value === undefined ? [] : [`${name} = ${choices?.[value] ?? value}`];
  });
}

/** A gradient source as it is written: "forward(seed = 1)". */
export function describeSource({ name, settings }: GradientSource): string {
  const list = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  return list.length > 0 ? `${name}(${list.join(', ')})` : name;
}

/** A run as it is written in a `with` clause: "gd(rate = 0.2)". */
export function methodText(choice: MethodChoice): string {
  return `${choice.method}(${describeChoice(choice)})`;
}

/** A planned experiment as `.gd` text, every default written out. */
export function experimentText(objective: Objective, plan: ExperimentPlan, show?: Window): string {
  const sense = plan.runs[0]?.sense ?? 'minimize';
  const lines = [`${sense} ${objective.name}`, `  from  ${startText(objective, plan.start)}`];
  for (const run of plan.runs) lines.push(`  with  ${methodText(run.choice)}`);
  lines.push(`  until ${untilText(plan.until)}`);
  if (show) lines.push(`  show  ${windowText(objective, show)}`);
  return lines.join('\n');
}

function startText({ parameters }: Objective, start: readonly number[]): string {
  return parameters
    .map(({ name, shape, offset, size }) => {
      const entries = start.slice(offset, offset + size);
      if (entries.length > 1 && entries.every((entry) => entry === entries[0]))
        return `${name} = ${entries[0]}`;
      return `${name} = ${shape.length === 0 ? entries[0] : arrayText(entries, shape)}`;
    })
    .join(', ');
}

function arrayText(entries: readonly number[], shape: readonly number[]): string {
  if (shape.length <= 1) return `[${entries.join(', ')}]`;
  const size = entries.length / (shape[0] as number);
  const rows = Array.from({ length: shape[0] as number }, (_, i) =>
    arrayText(entries.slice(i * size, (i + 1) * size), shape.slice(1)),
  );
  return `[${rows.join(', ')}]`;
}

function untilText(until: StopRule): string {
  return STOP_CONDITIONS.filter(({ name }) => until[name] !== undefined)
    .map(({ name, written, sign }) => `${written} ${sign} ${until[name]}`)
    .join(', ');
}

function windowText(objective: Objective, { coordinates: [first, second], x, y }: Window): string {
  const names = coordinateNames(objective);
  const part = (coordinate: number, interval: readonly [number, number]) =>
    `${names[coordinate]} in [${interval.join(', ')}]`;
  return first === second ? part(first, x) : `${part(first, x)}, ${part(second, y)}`;
}
