import type { Problem } from './core/problem.ts';
import type { MethodChoice, StopRule } from './core/run/experiment.ts';
import { boundComplaint, STOP_CONDITIONS } from './core/run/stop-conditions.ts';
import { Definitions } from './frontends/gd/definitions.ts';
import { readMethods } from './frontends/gd/method-clause.ts';

/** A gradient source by its name and settings, or as in a `.gd` file: `'forward(tangents = 4, seed = 1)'`. */
export type GradientRequest =
  | string
  | { readonly name: string; readonly settings?: Readonly<Record<string, number | string>> };

/** A method as a caller of the library names it. */
export interface MethodRequest {
  readonly method: string;
  readonly rate: number | string | undefined;
  readonly hyperparameters: Readonly<Record<string, number | string>> | undefined;
  readonly gradient: GradientRequest | undefined;
}

/**
 * The method of a request, read as a `with` clause is, so that the same is allowed and refused, by the same sentences.
 *
 * @throws Error with what is wrong.
 */
export function minimizeChoice(request: MethodRequest): MethodChoice {
  const text = textOf(request);
  let choice = known.get(text);
  if (!choice) {
    choice = read(text);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, choice);
  }
  return choice;
}

/** What was read before: to read it again would take longer than a short run. */
const known = new Map<string, MethodChoice>();
const MOST_KNOWN = 100;

function textOf({ method, rate, hyperparameters, gradient }: MethodRequest): string {
  if ((hyperparameters ?? rate ?? gradient) === undefined) return `${method}()`;
  const given = pairs(hyperparameters);
  if (rate !== undefined) given.unshift(`rate = ${rate}`);
  if (gradient !== undefined) given.push(`gradient = ${sourceText(gradient)}`);
  return `${method}(${given.join(', ')})`;
}

function read(text: string): MethodChoice {
  const problems: Problem[] = [];
  const body = { text, range: { start: 0, end: text.length } };
  const [choice, ...more] = readMethods(body, new Definitions(new Map(), new Map()), problems);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  if (!choice || more.length > 0 || choice.sweeps) {
    throw new Error(`${text} is more than one run; call minimize once for each, or use runExperiment`);
  }
  return choice;
}

const CONDITIONS = new Map(STOP_CONDITIONS.map((condition) => [condition.name, condition]));

/** The rule itself. @throws Error where a condition is unknown, or its bound makes no sense. */
export function checkedUntil(until: StopRule): StopRule {
  for (const name of Object.keys(until) as (keyof StopRule)[]) {
    const condition = CONDITIONS.get(name);
    if (!condition) {
      throw new Error(`there is no condition ${name}; there is ${[...CONDITIONS.keys()].join(', ')}`);
    }
    const bound = until[name];
    const complaint = bound === undefined ? undefined : boundComplaint(condition, bound);
    if (complaint !== undefined) throw new Error(complaint);
  }
  return until;
}

function sourceText(gradient: GradientRequest): string {
  if (typeof gradient === 'string') return gradient;
  return `${gradient.name}(${pairs(gradient.settings).join(', ')})`;
}

function pairs(values: MethodRequest['hyperparameters'] = {}): string[] {
  return Object.entries(values).map(([name, value]) => `${name} = ${value}`);
}
