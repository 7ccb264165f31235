import { SOURCES } from '../core/gradients/registry.ts';
import type { NumberSetting, Source, SourceSetting } from '../core/gradients/source.ts';
import { LINE_SEARCHES } from '../core/methods/line-search/registry.ts';
import type { Hyperparameter, Method } from '../core/methods/method.ts';
import { isSolver, METHODS } from '../core/methods/registry.ts';
import { RULE_OPTIONS } from '../core/methods/rule-options.ts';
import type { Solver } from '../core/methods/solver.ts';
import { ratesOf } from '../core/methods/takes.ts';
import { describeSearch } from '../core/run/experiment-text.ts';
import { table } from './table.ts';
import { toJson } from './to-json.ts';

/** `methods`: every method, line search and gradient source with its declaration. */
export function methodsCommand(json: boolean): string {
  if (json) {
    return toJson({
      methods: Object.values(METHODS).map(methodJson),
      options: RULE_OPTIONS,
      lineSearches: Object.values(LINE_SEARCHES).map(
        ({ name, title, formula, hyperparameters, reference }) => ({
          ...{ name, title, formula, hyperparameters, reference },
        }),
      ),
      sources: Object.values(SOURCES).map(({ name, title, kind, formula, settings, reference }) => ({
        ...{ name, title, kind, formula, settings, reference },
      })),
    });
  }
  return [
    section('Methods: with NAME(…)', Object.values(METHODS).map(methodLines)),
    section('Update rules take besides', [
      ...aligned(RULE_OPTIONS.map(hyperparameterRow)).map((line) => `      ${line}`),
    ]),
    section(
      'Line searches: rate = NAME(…)',
      Object.values(LINE_SEARCHES).map((search) =>
        lines(search, search.hyperparameters.map(hyperparameterRow)),
      ),
    ),
    section('Gradient sources: gradient = NAME(…)', Object.values(SOURCES).map(sourceLines)),
  ].join('\n\n');
}

function methodJson(method: Method | Solver) {
  const { name, title, formula, hyperparameters, reference } = method;
  const lineSearches = ratesOf(method).search;
  return isSolver(method)
    ? {
        ...{ name, title, kind: 'solver', order: method.order, formula, hyperparameters, reference },
        ...{ lineSearches, defaultSearch: method.search ?? null },
        ...{ needs: method.needs ?? null, limit: method.limit ?? null },
      }
    : {
        ...{ name, title, kind: 'update rule', order: 1, formula, hyperparameters, reference },
        ...{ lineSearches, state: method.state, defaultRate: method.defaultRate ?? null },
      };
}

function section(title: string, parts: readonly string[]): string {
  return [title, ...parts].join('\n');
}

function methodLines(method: Method | Solver): string {
  return lines(method, [...rateRows(method), ...method.hyperparameters.map(hyperparameterRow)]);
}

/** The rate as if it were a hyperparameter, where a method has one. */
function rateRows(method: Method | Solver): string[][] {
  if (isSolver(method)) {
    if (!method.search) return [];
    return [
      ['rate', String.raw`\alpha`, describeSearch(method.search), 'a line search', 'how far each step goes'],
    ];
  }
  const usual = String(method.defaultRate ?? 'found by trial');
  const meaning = ratesOf(method).search ? 'the learning rate, or a line search' : 'the learning rate';
  return [['rate', String.raw`\eta`, usual, 'above 0', meaning]];
}

function sourceLines(source: Source): string {
  return lines(source, source.settings.map(settingRow));
}

function lines(
  { name, title, reference }: { readonly name: string; readonly title: string; readonly reference: string },
  rows: readonly (readonly string[])[],
): string {
  return [`  ${name}: ${title}`, `      ${reference}`, ...aligned(rows).map((line) => `      ${line}`)].join(
    '\n',
  );
}

/** Name, default and range in columns, the meaning after them. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = table(rows.map(([name, , usual, range]) => [`${name} = ${usual}`, range as string]));
  const width = Math.max(0, ...columns.map((line) => [...line].length));
  return columns.map((line, i) => `${line}${' '.repeat(width - [...line].length)}  ${rows[i]?.[4]}`);
}

function hyperparameterRow(each: Hyperparameter): string[] {
  const usual = each.choices ? (each.choices[each.default] as string) : String(each.default);
  return [each.name, each.symbol, usual, each.choices?.join(' | ') ?? rangeText(each.range), each.meaning];
}

function settingRow(setting: SourceSetting): string[] {
  const { name, symbol, meaning } = setting;
  if (setting.kind === 'name') {
    return [name, symbol, setting.default, setting.choices.map((choice) => choice.name).join(' | '), meaning];
  }
  return [name, symbol, String(setting.default ?? '…'), rangeText(setting.range), automaticMeaning(setting)];
}

function automaticMeaning({ meaning, automatic }: NumberSetting): string {
  return automatic === undefined ? meaning : `${meaning}; where none is given ${automatic}`;
}

function rangeText({ minimum, maximum, open, least }: Hyperparameter['range']): string {
  if (least !== undefined) return `${minimum} or [${least}, ${maximum}]`;
  const left = open === 'minimum' || open === 'both' ? '(' : '[';
  const right = open === 'maximum' || open === 'both' ? ')' : ']';
  const end = maximum >= Number.MAX_VALUE ? '∞)' : `${maximum}${right}`;
  const start = minimum === Number.NEGATIVE_INFINITY ? '(−∞' : `${left}${minimum}`;
  return `${start}, ${end}`;
}
