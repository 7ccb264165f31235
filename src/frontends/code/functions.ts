import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { printExpression } from '../print.ts';
import { assign } from './assign.ts';
import { name, sizeOf } from './build.ts';
import { evaluate } from './evaluate.ts';
import { execute, returned } from './execute.ts';
import { gdName } from './names.ts';
import { type Names, Scope } from './scope.ts';
import type { CodeFunction } from './syntax.ts';
import { type Argument, type FunctionValue, type NumberValue, Refusal, type Value } from './value.ts';

/** A formula larger than this helps nobody. */
const SIZE_LIMIT = 20_000;

/** A function of the code as something to call. */
export function userFunction(fn: CodeFunction, names: Names): FunctionValue {
  return {
    kind: 'function',
    name: fn.name,
    arity: fn.parameters.length,
    call: (given, range) => {
      const bound = bind(fn, given, names, range);
      return asHelper(fn, bound, names, range) ?? inlined(fn, bound, names, range);
    },
  };
}

/** A function given one value per parameter, by the parameter's place; absent ones take their defaults. */
function bind(fn: CodeFunction, given: readonly Argument[], names: Names, range: SourceRange): Value[] {
  const places = new Map<number, Value>();
  let next = 0;
  for (const argument of given) {
    const place =
      argument.name === undefined
        ? next++
        : fn.parameters.findIndex(({ target }) => target.kind === 'name' && target.name === argument.name);
    if (place < 0 || place >= fn.parameters.length) {
      throw new Refusal(`${fn.name} has no such parameter; look at its definition`, argument.range);
    }
    places.set(place, argument.value);
  }
  return fn.parameters.map((parameter, place) => {
    const value = places.get(place);
    if (value) return value;
    if (parameter.initial) return evaluate(parameter.initial, names);
    throw new Refusal(`a call of ${fn.name} lacks an argument; give every parameter a value`, range);
  });
}

/** The value of a function for these arguments. @throws {Refusal} where it calls itself. */
export function inlined(fn: CodeFunction, values: readonly Value[], names: Names, range: SourceRange): Value {
  const { active } = names.session;
  if (active.includes(fn)) {
    throw new Refusal(`${fn.name} calls itself; write it as a loop of known length`, range);
  }
  active.push(fn);
  try {
    const scope = new Scope(names);
    for (const [place, parameter] of fn.parameters.entries()) assign(parameter.target, values[place]!, scope);
    const value = returned(execute(fn.body, scope), fn.nameRange);
    if ((value.kind === 'number' || value.kind === 'array') && sizeOf(value.expression) > SIZE_LIMIT) {
      throw new Refusal(
        'the formula grows beyond all bounds; keep its parts in functions of their own',
        range,
      );
    }
    return value;
  } finally {
    active.pop();
  }
}

/** A call of a `.gd` definition made of the function; undefined where it has to be written out in place. */
function asHelper(
  fn: CodeFunction,
  values: readonly Value[],
  names: Names,
  range: SourceRange,
): Value | undefined {
  if (fn.name === '' || names instanceof Scope || values.length === 0) return undefined;
  const shapes: string[] = [];
  for (const [place, value] of values.entries()) {
    if (fn.parameters[place]!.target.kind !== 'name') return undefined;
    if (value.kind === 'number') shapes.push('');
    else if (value.kind === 'array' && !value.list) shapes.push(`[${value.shape.join(', ')}]`);
    else return undefined;
  }
  const { emitter } = names.session;
  const parameters = parameterNames(fn);
  try {
    const helper = emitter.attempt(() => {
      const body = emitter.within(parameters, () => {
        const stand = values.map((value, place): Value => {
          const expression = name(parameters[place]!, fn.parameters[place]!.range);
          return value.kind === 'array'
            ? { kind: 'array', expression, shape: value.shape }
            : { kind: 'number', expression };
        });
        return inlined(fn, stand, names, range);
      });
      if (body.kind !== 'number') throw new Refusal('not one number', range);
      const head = parameters.map((each, place) => `${each}${shapes[place]}`).join(', ');
      return emitter.helper(`${fn.range.start}(${shapes.join(';')})`, fn.name, (free) =>
        definitionText(`${free}(${head})`, body.expression, fn.documentation),
      );
    });
    const operands = values.map((value) => (value as NumberValue).expression);
    const batch = values.some((value) => (value as NumberValue).batch);
    const expression: Expression = {
      kind: 'call',
      callee: helper,
      calleeRange: range,
      arguments: operands,
      range,
    };
    return { kind: 'number', expression, ...(batch && { batch }) };
  } catch (error) {
    // What cannot stand alone may still be written out for these very arguments.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The parameters' names as `.gd` allows them, each another. */
export function parameterNames(fn: CodeFunction): string[] {
  const taken = new Set<string>();
  return fn.parameters.map(({ target }, place) => {
    const wish = target.kind === 'name' ? target.name : fn.parameters.length > 1 ? `p${place + 1}` : 'p';
    const free = gdName(wish, (each) => taken.has(each));
    taken.add(free);
    return free;
  });
}

/** A definition with its comment above it. */
export function definitionText(head: string, body: Expression, documentation: string): string {
  const comment = documentation
    .split('\n')
    .map((line) => `# ${line.trim()}`.trimEnd())
    .join('\n');
  return `${documentation ? `${comment}\n` : ''}${head} = ${printExpression(body)}`;
}
