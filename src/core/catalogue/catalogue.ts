import { SOURCES } from '../gradients/registry.ts';
import type { SourceSetting } from '../gradients/source.ts';
import { LINE_SEARCHES } from '../methods/line-search/registry.ts';
import type { Hyperparameter } from '../methods/method.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import { hyperparametersOf } from '../methods/rule-options.ts';
import { ratesOf, takesGradient } from '../methods/takes.ts';
import { STOP_CONDITIONS, type StopCondition } from '../run/stop-conditions.ts';
import { type SettingScale, settingScale } from './setting-scale.ts';

/** A setting of a method, line search or gradient source, as controls show it: read off its declaration. */
export interface CatalogueSetting {
  /** As in `.gd`. */
  readonly name: string;
  /** A formula. */
  readonly symbol: string;
  readonly meaning: string;
  /** Absent: chosen where none is given, as `automatic` tells. */
  readonly default?: number | string;
  readonly automatic?: string;
  /** The values that are allowed, in words; empty for choices. */
  readonly range: string;
  /** Absent: a slider makes no sense. */
  readonly scale?: SettingScale;
  /** The values to choose from, where it is no quantity. */
  readonly choices?: readonly { readonly value: number | string; readonly label: string }[];
}

/** A method as a picker and controls show it. */
export interface CatalogueMethod {
  readonly name: string;
  readonly title: string;
  /** The update rule, a formula. */
  readonly formula: string;
  readonly reference: string;
  /** The highest derivative that it asks for. */
  readonly order: 0 | 1 | 2;
  readonly settings: readonly CatalogueSetting[];
  readonly rates: { readonly number: boolean; readonly search: boolean };
  /** The line search that it uses where none is chosen. */
  readonly search?: string;
  /** Whether the source of its gradient may be chosen. */
  readonly gradient: boolean;
}

/** A line search or a gradient source. */
export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly settings: readonly CatalogueSetting[];
}

/** All that can be chosen for a run. */
export interface Catalogue {
  readonly methods: readonly CatalogueMethod[];
  readonly searches: readonly CatalogueEntry[];
  readonly sources: readonly CatalogueEntry[];
  readonly conditions: readonly StopCondition[];
}

/** All that the registries declare; formulas in TeX. */
export function catalogue(): Catalogue {
  return {
    methods: Object.values(METHODS).map((method): CatalogueMethod => {
      const { name, title, formula, reference } = method;
      return {
        ...{ name, title, formula, reference },
        order: isSolver(method) ? method.order : 1,
        settings: hyperparametersOf(method).map(fromHyperparameter),
        rates: ratesOf(method),
        gradient: takesGradient(method),
        ...(isSolver(method) && method.search && { search: method.search.name }),
      };
    }),
    searches: Object.values(LINE_SEARCHES).map(({ name, title, hyperparameters }) => ({
      ...{ name, title },
      settings: hyperparameters.map(fromHyperparameter),
    })),
    sources: Object.values(SOURCES).map(({ name, title, settings }) => ({
      ...{ name, title },
      settings: settings.map(fromSourceSetting),
    })),
    conditions: STOP_CONDITIONS,
  };
}

function fromHyperparameter(declared: Hyperparameter): CatalogueSetting {
  const { name, symbol, meaning, default: usual, range, whole, choices } = declared;
  const common = { name, symbol, meaning, default: usual };
  if (choices) {
    return { ...common, range: '', choices: choices.map((label, value) => ({ value, label })) };
  }
  const scale = settingScale(range, usual, whole === true);
  return { ...common, range: rangeText(range, whole === true), ...(scale && { scale }) };
}

function fromSourceSetting(declared: SourceSetting): CatalogueSetting {
  const { name, symbol, meaning } = declared;
  if (declared.kind === 'name') {
    const choices = declared.choices.map((choice) => ({ value: choice.name, label: choice.name }));
    return { ...{ name, symbol, meaning, choices }, default: declared.default, range: '' };
  }
  const { range, whole, default: usual, automatic } = declared;
  const scale = settingScale(range, usual ?? 1e-6, whole);
  return {
    ...{ name, symbol, meaning, range: rangeText(range, whole) },
    ...(usual !== undefined && { default: usual }),
    ...(automatic !== undefined && { automatic }),
    ...(scale && { scale }),
  };
}

/** "above 0 and up to 1": the ends that are not excluded are allowed. */
function rangeText({ minimum, maximum, open, least }: Hyperparameter['range'], whole: boolean): string {
  const low = open === 'minimum' || open === 'both' ? `above ${minimum}` : `from ${minimum}`;
  const bounded = maximum < Number.MAX_VALUE && maximum !== Number.MAX_SAFE_INTEGER;
  const to = !bounded
    ? ' up'
    : open === 'maximum' || open === 'both'
      ? ` to below ${maximum}`
      : ` to ${maximum}`;
  const from = least === undefined ? low : `${minimum}, or from ${least}`;
  return `${whole ? 'whole, ' : ''}${from}${to}`;
}
