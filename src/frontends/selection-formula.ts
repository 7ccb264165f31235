import { ProblemError, type SourceRange } from '../core/problem.ts';
import { gdName } from './code/names.ts';
import { CONSTANTS } from './elaborate/constants.ts';
import { FUNCTIONS } from './elaborate/functions.ts';
import type { Expression } from './expression.ts';
import { parseGd } from './gd/parse-gd.ts';
import { parseExpression } from './parse-expression.ts';
import type { SelectedObjective, SelectionRefusal } from './selection.ts';

/** A formula without the name and parameters that make it a definition. */
export interface Formula {
  /** In `.gd` syntax. */
  readonly body: string;
  /** Where it stands in the document. */
  readonly range: SourceRange;
  /** What the formula is called, where that is said. */
  readonly name?: string;
  /** Its parameters where they are said; otherwise its free names, in order of appearance. */
  readonly parameters?: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Whether parameters that it does not use are left out. */
  readonly partial?: boolean;
  /** Statements that it may need. */
  readonly context?: string;
  /** The names that those define. */
  readonly known?: ReadonlySet<string>;
}

/** A formula as a definition, with what it needs of its context. */
export function definitionOf(formula: Formula): SelectedObjective | SelectionRefusal {
  const { body, range, context = '', known = new Set<string>() } = formula;
  try {
    const names = namesOf(parseExpression(body), known);
    const free = [...names].filter(([each]) => !known.has(each) && !Object.hasOwn(CONSTANTS, each));
    const parameters =
      formula.parameters?.filter((each) => !formula.partial || names.has(each.name)) ??
      free.map(([each, size]) => ({ name: each, shape: size > 0 ? [size] : [] }));
    if (parameters.length === 0) {
      return {
        message: 'there is no unknown in this formula; select one with variables, such as x^2 + y^2',
        range,
      };
    }
    const taken = new Set([...names.keys(), ...known]);
    const name = gdName(formula.name ?? 'f', (each) => taken.has(each));
    const head = parameters.map((each) =>
      each.shape.length > 0 ? `${each.name}[${each.shape.join(', ')}]` : each.name,
    );
    const text = `${context}${name}(${head.join(', ')}) = ${body}\n`;
    const module = parseGd(text);
    const found = module.objectives.find((each) => each.objective.name === name);
    if (found) return { name, text: `${found.objective.text.trimEnd()}\n`, range };
    const problem = module.problems.find((each) => each.range.end > context.length) ?? module.problems[0];
    return { message: problem?.message ?? 'this formula is not one number; sum it up', range };
  } catch (error) {
    if (error instanceof ProblemError) return { message: error.message, range };
    throw error;
  }
}

/**
 * The names of an expression in order of appearance, each with the greatest index by which it is used as a vector (0 where
 * it is used as a number); functions and the counters of sums are left out.
 * @throws ProblemError where a name stands before a bracket that is no function.
 */
function namesOf(expression: Expression, known: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (each: Expression, counters: ReadonlyMap<string, number>): void => {
    switch (each.kind) {
      case 'name':
        if (
          !counters.has(each.name) &&
          each.name !== 'end' &&
          each.name !== 'true' &&
          each.name !== 'false'
        ) {
          found.set(each.name, found.get(each.name) ?? 0);
        }
        return;
      case 'call': {
        const { callee } = each;
        if (!Object.hasOwn(FUNCTIONS, callee) && !known.has(callee) && !SPECIAL.has(callee)) {
          const wanted = `write ${callee}*(…) for a product, or define ${callee} first`;
          throw new ProblemError(
            `${callee}(…) reads as a call of a function ${callee}, which is not known; ${wanted}`,
            each.range,
          );
        }
        const [counter, from, to, body] = each.arguments;
        if ((callee === 'sum' || callee === 'prod') && counter?.kind === 'name' && from && to && body) {
          walk(from, counters);
          walk(to, counters);
          walk(body, new Map([...counters, [counter.name, to.kind === 'number' ? to.value : 0]]));
          return;
        }
        for (const part of each.arguments) walk(part, counters);
        if (callee === 'norm' && each.arguments[0])
          for (const vector of termsOf(each.arguments[0])) if (found.get(vector) === 0) found.set(vector, 2);
        return;
      }
      case 'operator':
        for (const part of each.operands) walk(part, counters);
        return;
      case 'conditional':
        for (const part of [each.condition, each.consequent, each.alternate]) walk(part, counters);
        return;
      case 'array':
        for (const part of each.elements) walk(part, counters);
        return;
      case 'index': {
        walk(each.object, counters);
        for (const part of each.indices) walk(part, counters);
        if (each.object.kind !== 'name' || each.indices.length !== 1) return;
        const { name } = each.object;
        found.set(name, Math.max(found.get(name) ?? 0, greatest(each.indices[0]!, counters)));
        return;
      }
      case 'span':
        for (const part of [each.from, each.step, each.to]) if (part) walk(part, counters);
        return;
      case 'member':
        walk(each.object, counters);
        return;
      default:
    }
  };
  walk(expression, new Map());
  return found;
}

/** The names that are added and subtracted: of what has a norm, vectors. */
function termsOf(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'operator' || !['+', '-', 'neg'].includes(expression.operator)) return [];
  return expression.operands.flatMap(termsOf);
}

const SPECIAL = new Set(['sum', 'prod']);

/** The greatest value of an index, as far as it can be read off; 2 where it cannot. */
function greatest(index: Expression, counters: ReadonlyMap<string, number>): number {
  if (index.kind === 'number') return index.value;
  if (index.kind === 'name') return counters.get(index.name) ?? 2;
  if (index.kind === 'operator' && (index.operator === '+' || index.operator === '-')) {
    const [left, right] = index.operands;
    if (left && right?.kind === 'number')
      return greatest(left, counters) + (index.operator === '+' ? right.value : -right.value);
  }
  return index.kind === 'span' && index.to ? Math.max(greatest(index.to, counters), 2) : 2;
}
