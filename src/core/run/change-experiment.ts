import { SOURCES } from '../gradients/registry.ts';
import { completeSettings } from '../gradients/settings.ts';
import type { SettingValues } from '../gradients/source.ts';
import { hyperparameterComplaint } from '../methods/hyperparameter-complaint.ts';
import { lineSearch } from '../methods/line-search/registry.ts';
import type { Hyperparameter } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import { hyperparametersOf, withoutIdleSeed } from '../methods/rule-options.ts';
import { takesGradient } from '../methods/takes.ts';
import type { Objective } from '../objective.ts';
import { checkChoice } from './choose-solver.ts';
import type { Experiment, GradientSource, MethodChoice, Rate, StopRule } from './experiment.ts';
import { boundComplaint, STOP_CONDITIONS } from './stop-conditions.ts';

/** One change of an experiment. A run is meant by the place of its method among the experiment's, from 0. */
export type Change =
  /** x₀. */
  | { readonly kind: 'start'; readonly x: readonly number[] }
  /** Another method for a run, with its defaults; the source of its gradient stays. */
  | { readonly kind: 'method'; readonly run: number; readonly method: string }
  /** A rate; absent: the method's default, or found by trial. */
  | { readonly kind: 'rate'; readonly run: number; readonly rate?: Rate | undefined }
  | {
      readonly kind: 'hyperparameter';
      readonly run: number;
      readonly name: string;
      readonly value: number;
    }
  | { readonly kind: 'gradient'; readonly run: number; readonly gradient: GradientSource }
  /** One more run, at the end, so that the others keep their colours. */
  | { readonly kind: 'add'; readonly method: string }
  /** One more run that does the same as another, at the end. */
  | { readonly kind: 'duplicate'; readonly run: number }
  | { readonly kind: 'remove'; readonly run: number }
  | { readonly kind: 'until'; readonly until: StopRule }
  | { readonly kind: 'sense'; readonly sense: Experiment['sense'] };

/**
 * The experiment after a change.
 * @throws RangeError or Error with a sentence where the change makes no sense: there is no such run, method or setting, a number is
 *   outside its range, or the method does not fit the objective.
 */
export function changeExperiment(experiment: Experiment, change: Change, objective: Objective): Experiment {
  switch (change.kind) {
    case 'start':
      if (change.x.length !== objective.size || !change.x.every(Number.isFinite)) {
        throw new RangeError(`a start of ${objective.name} is ${objective.size} finite numbers`);
      }
      return withStart(experiment, change.x);
    case 'until':
      checkUntil(change.until);
      return { ...experiment, until: change.until };
    default: {
      const { sense } = change.kind === 'sense' ? change : experiment;
      const methods = changeMethods(experiment.methods, change);
      for (const choice of methods)
        if (change.kind === 'sense' || !experiment.methods.includes(choice)) check(choice, objective, sense);
      return { ...experiment, sense, methods };
    }
  }
}

/** One start in the place of whatever there was. */
function withStart({ starts: _, ...experiment }: Experiment, start: readonly number[]): Experiment {
  return { ...experiment, start };
}

/** What tells two changes apart of which the later one takes the place of the earlier while a slider moves. */
export function changeKey(change: Change): string {
  switch (change.kind) {
    case 'hyperparameter':
      return `${change.kind} ${change.run} ${change.name}`;
    case 'rate':
    case 'gradient':
      return `${change.kind} ${change.run}`;
    default:
      return change.kind;
  }
}

function changeMethods(
  methods: readonly MethodChoice[],
  change: Exclude<Change, { kind: 'start' | 'until' }>,
): readonly MethodChoice[] {
  switch (change.kind) {
    case 'sense':
      return methods;
    case 'add':
      return [...methods, defaultChoice(change.method)];
    case 'duplicate':
      return [...methods, { ...choiceAt(methods, change.run) }];
    case 'remove':
      choiceAt(methods, change.run);
      if (methods.length === 1) throw new RangeError('an experiment has at least one run');
      return methods.filter((_, run) => run !== change.run);
    default:
      return methods.with(change.run, changeChoice(choiceAt(methods, change.run), change));
  }
}

function changeChoice(
  choice: MethodChoice,
  change: Extract<Change, { kind: 'method' | 'rate' | 'hyperparameter' | 'gradient' }>,
): MethodChoice {
  switch (change.kind) {
    case 'method': {
      const fresh = defaultChoice(change.method);
      const method = METHODS[change.method];
      return method && takesGradient(method) ? { ...fresh, gradient: choice.gradient } : fresh;
    }
    case 'rate': {
      const { rate: _, ...rest } = withoutSweep(choice, (argument) => /^(rate$|search\.)/.test(argument));
      return change.rate ? { ...rest, rate: sparseRate(change.rate) } : rest;
    }
    case 'hyperparameter': {
      const { name, value } = change;
      const declared = hyperparametersOf(methodOf(choice.method)).find((each) => each.name === name);
      if (!declared) throw new RangeError(`${choice.method} has no hyperparameter ${name}`);
      const complaint = hyperparameterComplaint(declared, value);
      if (complaint !== undefined) throw new RangeError(complaint);
      const { [name]: __, ...others } = choice.hyperparameters;
      const hyperparameters = value === declared.default ? others : { ...others, [name]: value };
      return withSeedInUse(
        { ...withoutSweep(choice, (argument) => argument === name), hyperparameters },
        name,
      );
    }
    case 'gradient':
      return {
        ...withoutSweep(choice, (argument) => argument.startsWith('gradient.')),
        gradient: sparseSource(change.gradient),
      };
  }
}

/** An update rule draws random numbers for its batches alone, so that its seed goes with them. @param changed what was set last. */
function withSeedInUse(choice: MethodChoice, changed: string): MethodChoice {
  if (choice.sweeps?.some(({ argument }) => argument === 'batch')) return choice;
  const hyperparameters = withoutIdleSeed(methodOf(choice.method), choice.hyperparameters);
  if (hyperparameters === choice.hyperparameters) return choice;
  if (changed === 'seed') {
    throw new RangeError(
      `the seed of ${choice.method} is for the rows of mini-batches, and there are none; choose a batch first`,
    );
  }
  return { ...choice, hyperparameters };
}

/** An argument that is given one value is swept no longer. */
function withoutSweep(choice: MethodChoice, gone: (argument: string) => boolean): MethodChoice {
  const { sweeps, ...rest } = choice;
  const left = sweeps?.filter(({ argument }) => !gone(argument)) ?? [];
  return left.length > 0 ? { ...rest, sweeps: left } : rest;
}

/** A method with everything at its default. */
function defaultChoice(method: string): MethodChoice {
  methodOf(method);
  return { method, hyperparameters: {}, gradient: { name: 'backprop', settings: {} } };
}

/** A rate that is allowed, without the settings that are at their defaults. */
function sparseRate(rate: Rate): Rate {
  if (rate.kind === 'constant' && !(rate.value > 0 && Number.isFinite(rate.value))) {
    throw new RangeError(`the rate is a positive number, not ${rate.value}; write one such as 0.1`);
  }
  if (rate.kind !== 'search') return rate;
  const { hyperparameters } = lineSearch(rate.search);
  return { ...rate, settings: sparseNumbers(rate.search, hyperparameters, rate.settings) };
}

function sparseNumbers(
  owner: string,
  declared: readonly Hyperparameter[],
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  const entries = Object.entries(values).filter(([name, value]) => {
    const setting = declared.find((each) => each.name === name);
    if (!setting) throw new RangeError(`there is no argument ${name} of ${owner}`);
    const complaint = hyperparameterComplaint(setting, value);
    if (complaint !== undefined) throw new RangeError(complaint);
    return value !== setting.default;
  });
  return Object.fromEntries(entries);
}

function sparseSource({ name, settings }: GradientSource): GradientSource {
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
  if (!source) {
    throw new RangeError(`there is no gradient source ${name}; there is ${Object.keys(SOURCES).join(', ')}`);
  }
  const defaults: SettingValues = completeSettings(source, {});
  const chosen = Object.entries(completeSettings(source, settings));
  return { name, settings: Object.fromEntries(chosen.filter(([key, value]) => value !== defaults[key])) };
}

function checkUntil(until: StopRule): void {
  for (const condition of STOP_CONDITIONS) {
    const bound = until[condition.name];
    const complaint = bound === undefined ? undefined : boundComplaint(condition, bound);
    if (complaint !== undefined) throw new RangeError(complaint);
  }
}

/** Throws a sentence where a run could not be carried out. */
function check(choice: MethodChoice, objective: Objective, sense: Experiment['sense']): void {
  const method = methodOf(choice.method);
  if (!takesGradient(method) && choice.gradient.name !== 'backprop') {
    throw new RangeError(`${method.name} takes no gradients`);
  }
  checkChoice(choice, objective, sense);
}

function choiceAt(methods: readonly MethodChoice[], run: number): MethodChoice {
  const choice = methods[run];
  if (!choice) throw new RangeError('there is no such run');
  return choice;
}

function methodOf(name: string) {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method)
    throw new RangeError(`there is no method ${name}; there is ${Object.keys(METHODS).join(', ')}`);
  return method;
}
