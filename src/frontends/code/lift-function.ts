import type { Expression } from '../expression.ts';
import type { LiftedObjective } from '../lift.ts';
import { assign } from './assign.ts';
import { array, call, name, partsOf, sizeOf } from './build.ts';
import type { Candidate } from './candidates.ts';
import { componentsOf, SIZE_LIMIT } from './components.ts';
import { describe } from './conversions.ts';
import { Emitter } from './emitter.ts';
import { evaluate } from './evaluate.ts';
import { execute, returned } from './execute.ts';
import { definitionText } from './functions.ts';
import { type Bindings, bindingsOf, ModuleScope, namedConstant } from './module-scope.ts';
import { gdName } from './names.ts';
import { guessedShapes, startText } from './parameter-starts.ts';
import { parameterValue, type Unit, unitsOf } from './parameter-unit.ts';
import { type Dialect, type Names, Scope, type Session } from './scope.ts';
import type { Starts } from './starts.ts';
import type { CodeFunction, CodeParameter } from './syntax.ts';
import { type ParameterShape, Refusal, Reshape, type Value } from './value.ts';

/** Every reading learns the shape of one more parameter. */
const READINGS = 40;

/** Where the functions of a text find their names. */
export interface Surroundings {
  readonly dialect: Dialect;
  readonly bindings: Bindings;
  readonly starts: Starts;
}

/** How a function is lifted, where not as an objective by itself. */
export interface LiftOptions {
  /** The shapes that its parameters have at least, in their order; `[]` leaves one open. */
  readonly shapes?: readonly (readonly number[])[];
  /** The same by the names that the parameters have in the code; names of others are passed over. */
  readonly shapesByName?: ReadonlyMap<string, readonly number[]>;
  /**
   * Whether the result may be a list or an array, g₁ … gₙ: lifted is then Σ gᵢ(x)·tᵢ with one more parameter, the vector t,
   * so that gᵢ is the derivative by tᵢ.
   */
  readonly components?: boolean;
}

/**
 * A function of the code as a `.gd` definition.
 * @throws {Refusal} where it cannot be carried over faithfully.
 */
export function liftFunction(
  candidate: Candidate,
  surroundings: Surroundings,
  options: LiftOptions = {},
): LiftedObjective {
  const fn = candidate.function;
  if (fn.parameters.length === 0)
    throw new Refusal('a function without parameters; give it what is to be found', fn.nameRange, true);
  const { units, constants } = unitsOf(fn);
  const components = options.components ?? false;
  const given = givenShapes(units, options);
  const guessed = given.size > 0 ? given : guessedShapes(fn, units, surroundings.starts);
  try {
    return settle(candidate, surroundings, units, constants, guessed, components);
  } catch (error) {
    if (!(error instanceof Refusal) || guessed.size === 0 || given.size > 0) throw error;
    // The numbers beside the function may have nothing to do with it.
    return settle(candidate, surroundings, units, constants, new Map(), components);
  }
}

/** Reads the function until the shapes of all parameters fit their uses. */
function settle(
  candidate: Candidate,
  surroundings: Surroundings,
  units: readonly Unit[],
  constants: readonly CodeParameter[],
  guessed: ReadonlyMap<string, ParameterShape>,
  components: boolean,
): LiftedObjective {
  const shapes = new Map(guessed);
  let narrowed = false;
  for (let reading = 0; reading < READINGS; reading++) {
    try {
      const { body, emitter, title, weights } = read(
        candidate,
        surroundings,
        units,
        constants,
        shapes,
        components,
      );
      const slim = narrowed || components ? undefined : overlong(body, units, shapes, guessed);
      if (slim) {
        // A vector of which only the first entry is used.
        narrowed = true;
        shapes.set(slim.key, { kind: 'vector', size: 1 });
        continue;
      }
      return finished(
        candidate.function,
        units,
        shapes,
        body,
        emitter,
        title,
        surroundings.starts,
        constants,
        weights,
      );
    } catch (error) {
      if (!(error instanceof Reshape)) throw error;
      const next = joined(shapes.get(error.parameter), error.shape);
      if (!next) {
        const reason = `${error.parameter} is used with different shapes; use it as a vector or as a matrix`;
        throw new Refusal(reason, error.range);
      }
      shapes.set(error.parameter, next);
    }
  }
  throw new Refusal(
    'the sizes of the parameters could not be found; give a start beside the function',
    candidate.function.nameRange,
  );
}

/** The shape that serves both; undefined where none does. */
function joined(old: ParameterShape | undefined, next: ParameterShape): ParameterShape | undefined {
  if (!old || old.kind === 'number') return next;
  if (old.kind === 'vector' && next.kind !== 'vector') {
    return next.kind === 'rows' ? { kind: 'rows', size: Math.max(next.size, 1) } : next;
  }
  if (old.kind === 'vector' && next.kind === 'vector' && next.size > old.size) return next;
  if (old.kind === 'rows' && next.kind === 'rows' && next.size > old.size) return next;
  if (old.kind !== 'matrix' || next.kind !== 'matrix') return undefined;
  const [rows, columns] = [Math.max(old.rows, next.rows), Math.max(old.columns, next.columns)];
  return rows > old.rows || columns > old.columns ? { kind: 'matrix', rows, columns } : undefined;
}

function read(
  candidate: Candidate,
  { dialect, bindings }: Surroundings,
  units: readonly Unit[],
  constants: readonly CodeParameter[],
  shapes: ReadonlyMap<string, ParameterShape>,
  components: boolean,
): { body: Expression; emitter: Emitter; title: string; weights?: string } {
  const fn = candidate.function;
  const emitter = new Emitter();
  const title = emitter.reserve(fn.name || 'f');
  const session: Session = { dialect, emitter, active: [fn] };
  const module: Names = new ModuleScope(session, bindings);
  const names = candidate.around.reduce<Names>((parent, each) => {
    const parameters = each.parameters.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
    return new ModuleScope(session, bindingsOf(each.body), parent, new Set(parameters));
  }, module);
  const own = units.map((each) => each.name);
  const t = components ? gdName('t', (each) => own.includes(each)) : undefined;
  let size = 0;
  const body = emitter.within(t === undefined ? own : [...own, t], () => {
    const scope = new Scope(names);
    for (const each of constants) assign(each.target, defaultOf(each, names), scope);
    for (const each of units) scope.values.set(each.key, parameterValue(each, shapes.get(each.key)));
    const value = returned(execute(fn.body, scope), fn.nameRange);
    if (t === undefined) return numberOf(value, units, fn);
    const numbers = componentsOf(value, fn.nameRange);
    size = numbers.length;
    return call('dot', [array(numbers, fn.nameRange), name(t, fn.nameRange)], fn.nameRange);
  });
  return { body, emitter, title, ...(t !== undefined && { weights: `${t}[${size}]` }) };
}

function givenShapes(
  units: readonly Unit[],
  { shapes: byPlace, shapesByName }: LiftOptions,
): Map<string, ParameterShape> {
  const shapes = new Map<string, ParameterShape>();
  for (const [place, { key, source }] of units.entries()) {
    const [rows, columns] = byPlace?.[place] ?? shapesByName?.get(key) ?? [];
    if (rows === undefined || source.target.kind === 'pattern') continue;
    shapes.set(
      key,
      columns === undefined ? { kind: 'vector', size: rows } : { kind: 'matrix', rows, columns },
    );
  }
  return shapes;
}

function defaultOf(parameter: CodeParameter, names: Names): Value {
  const { target, range } = parameter;
  const text = target.kind === 'name' ? target.name : '';
  try {
    return namedConstant(names.session, parameter, text, evaluate(parameter.initial!, names), range);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      kind: 'opaque',
      reason: `the default of ${text} is no number; give it one`,
      foreign: error.foreign,
      range,
    };
  }
}

function numberOf(value: Value, units: readonly Unit[], fn: CodeFunction): Expression {
  if (value.kind === 'opaque') throw new Refusal(value.reason, value.range ?? fn.nameRange, value.foreign);
  const single = value.kind === 'array' && value.shape.every((extent) => extent === 1);
  if (value.kind !== 'number' && !single) {
    throw new Refusal(`it returns ${describe(value)}; return one number, such as a sum`, fn.nameRange, true);
  }
  const { expression } = value as { readonly expression: Expression };
  const names = new Set(units.map((each) => each.name));
  if (!usesAny(expression, names)) {
    throw new Refusal(
      'its value does not depend on its parameters; return a formula of them',
      fn.nameRange,
      true,
    );
  }
  if (expression.kind === 'name' || expression.kind === 'index') {
    throw new Refusal('it returns its argument; return a formula', fn.nameRange, true);
  }
  if (sizeOf(expression) > SIZE_LIMIT) {
    throw new Refusal(
      'the formula grows beyond all bounds; keep its parts in functions of their own',
      fn.nameRange,
    );
  }
  if (!single) return expression;
  const ones = value.shape.map((): Expression => ({ kind: 'number', value: 1, range: expression.range }));
  return { kind: 'index', object: expression, indices: ones, range: expression.range };
}

function usesAny(expression: Expression, names: ReadonlySet<string>, seen = new Set<Expression>()): boolean {
  if (expression.kind === 'name') return names.has(expression.name);
  if (seen.has(expression)) return false;
  seen.add(expression);
  return partsOf(expression).some((part) => usesAny(part, names, seen));
}

/** A vector of the supposed length two whose first entry alone is ever used. */
function overlong(
  body: Expression,
  units: readonly Unit[],
  shapes: ReadonlyMap<string, ParameterShape>,
  guessed: ReadonlyMap<string, ParameterShape>,
): Unit | undefined {
  return units.find(({ key, name: text, source }) => {
    const shape = shapes.get(key);
    if (
      shape?.kind !== 'vector' ||
      shape.size !== 2 ||
      guessed.has(key) ||
      source.annotation?.kind === 'vector'
    )
      return false;
    return onlyFirst(body, text);
  });
}

function onlyFirst(expression: Expression, text: string): boolean {
  if (expression.kind === 'name') return expression.name !== text;
  if (expression.kind === 'index' && expression.object.kind === 'name' && expression.object.name === text) {
    const [first] = expression.indices;
    return first?.kind === 'number' && first.value === 1;
  }
  return partsOf(expression).every((part) => onlyFirst(part, text));
}

function finished(
  fn: CodeFunction,
  units: readonly Unit[],
  shapes: ReadonlyMap<string, ParameterShape>,
  body: Expression,
  emitter: Emitter,
  title: string,
  starts: Starts,
  constants: readonly CodeParameter[],
  weights: string | undefined,
): LiftedObjective {
  const extents = units.map((unit) => extentsOf(parameterValue(unit, shapes.get(unit.key))));
  const head = units.map((unit, place) => {
    const shape = extents[place]!;
    return shape.length === 0 ? unit.name : `${unit.name}[${shape.join(', ')}]`;
  });
  if (weights !== undefined) head.push(weights);
  const text = `${emitter.text}${definitionText(`${title}(${head.join(', ')})`, body, fn.documentation)}\n`;
  const start = startText(fn, units, extents, starts, constants);
  return {
    name: title,
    range: fn.range,
    nameRange: fn.nameRange,
    text,
    ...(start !== undefined && { start }),
  };
}

const extentsOf = (value: Value): readonly number[] => (value.kind === 'array' ? value.shape : []);
