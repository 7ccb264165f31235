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
import { type Dialect, type Names, Scope, type Session } from './scope.ts';
import type { Starts, StartValue } from './starts.ts';
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

/** A parameter of the `.gd` definition. */
interface Unit {
  readonly source: CodeParameter;
  readonly name: string;
  /** Its name in the code. */
  readonly key: string;
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

/** The parameters to be found, and those that are constants because they have a default. */
function unitsOf(fn: CodeFunction): { units: Unit[]; constants: CodeParameter[] } {
  const own = fn.method ? fn.parameters.slice(1) : fn.parameters;
  const parameters = fn.method && !isHandle(fn.parameters[0]) ? fn.parameters : own;
  const open = parameters.filter((each) => !each.initial);
  const chosen = open.length > 0 ? open : parameters;
  const taken = new Set<string>();
  const unit = (source: CodeParameter, key: string): Unit => {
    const free = gdName(key, (each) => taken.has(each));
    taken.add(free);
    return { source, name: free, key };
  };
  const units = chosen.flatMap((source): Unit[] => {
    const { target } = source;
    if (source.annotation?.kind === 'other' || target.kind === 'place') {
      throw new Refusal('a parameter that is no number and no array; take numbers', source.range, true);
    }
    if (target.kind === 'name') return [unit(source, target.name)];
    return target.elements.map((each) => {
      if (each.kind === 'name') return unit(source, each.name);
      throw new Refusal('a parameter taken apart more than once; take a vector', each.range);
    });
  });
  if (units.length === 0)
    throw new Refusal('a function without parameters; give it what is to be found', fn.nameRange, true);
  return { units, constants: open.length > 0 ? parameters.filter((each) => each.initial) : [] };
}

const isHandle = (parameter: CodeParameter | undefined) =>
  parameter?.target.kind === 'name' && ['self', 'cls'].includes(parameter.target.name);

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

function parameterValue({ source, name: text, key }: Unit, known: ParameterShape | undefined): Value {
  const { range } = source;
  const annotation = source.target.kind === 'name' ? source.annotation : undefined;
  const expression = name(text, range);
  const shape =
    known ?? (annotation?.kind === 'vector' ? { kind: 'vector', size: annotation.size ?? 2 } : undefined);
  if (!shape || shape.kind === 'number') {
    const open = annotation?.kind !== 'number' && source.target.kind === 'name';
    return { kind: 'number', expression, ...(open && { parameter: key }) };
  }
  const list = annotation?.kind === 'vector' || annotation?.kind === 'matrix' ? { list: true } : {};
  if (shape.kind === 'matrix') {
    return { kind: 'array', expression, shape: [shape.rows, shape.columns], parameter: key, ...list };
  }
  const batch = shape.kind === 'rows' ? { batch: true } : {};
  return { kind: 'array', expression, shape: [shape.size], parameter: key, ...batch, ...list };
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

/** The numbers found beside a function, one value per parameter; undefined where they are not all there. */
function startValues(
  fn: CodeFunction,
  units: readonly Unit[],
  starts: Starts,
  whole: number,
): (StartValue | undefined)[] {
  const sources = [...new Set(units.map((each) => each.source))];
  const apart = (value: StartValue): StartValue[] =>
    value.numbers.map((each) => ({ shape: [], numbers: [each] }));
  const optimized = starts.optimized.get(fn.name);
  if (optimized && units.length === 1) return [optimized];
  if (optimized && optimized.numbers.length === units.length) return apart(optimized);
  const called = starts.calls.get(fn.name);
  if (called && called.length >= 1 && called.length <= sources.length + whole) {
    const perUnit = sources.flatMap((source, place) => {
      const value = called[place];
      if (source.target.kind !== 'pattern') return [value];
      return value ? apart(value) : source.target.elements.map(() => undefined);
    });
    if (perUnit.length === units.length && perUnit.every((each) => each)) return perUnit;
  }
  const byName = units.map(({ key, source }) => starts.assigned.get(key) ?? initialOf(source));
  if (byName.some((each) => each)) return byName;
  for (const wish of [
    'x0',
    `${units[0]!.key}0`,
    `${units[0]!.key}_0`,
    'start',
    'initial',
    'x_init',
    'initial_guess',
  ]) {
    const value = starts.assigned.get(wish);
    if (value && units.length === 1) return [value];
    if (value && value.numbers.length === units.length) return apart(value);
  }
  return units.map(() => undefined);
}

function initialOf({ initial }: CodeParameter): StartValue | undefined {
  if (initial?.kind === 'number') return { shape: [], numbers: [initial.value] };
  const negated = initial?.kind === 'unary' && initial.operator === '-' ? initial.operand : undefined;
  return negated?.kind === 'number' ? { shape: [], numbers: [-negated.value] } : undefined;
}

function guessedShapes(
  fn: CodeFunction,
  units: readonly Unit[],
  starts: Starts,
): Map<string, ParameterShape> {
  const shapes = new Map<string, ParameterShape>();
  const values = startValues(fn, units, starts, fn.parameters.length);
  for (const [place, { key, source }] of units.entries()) {
    const shape = values[place]?.shape;
    if (
      !shape ||
      shape.length === 0 ||
      source.annotation?.kind === 'number' ||
      source.target.kind === 'pattern'
    )
      continue;
    const [rows, columns] = shape as readonly [number, number?];
    if (columns === undefined) shapes.set(key, { kind: 'vector', size: rows });
    else if (rows === 1) shapes.set(key, { kind: 'rows', size: columns });
    else shapes.set(key, { kind: 'matrix', rows, columns });
  }
  return shapes;
}

function startText(
  fn: CodeFunction,
  units: readonly Unit[],
  extents: readonly (readonly number[])[],
  starts: Starts,
  constants: readonly CodeParameter[],
): string | undefined {
  const values = startValues(fn, units, starts, constants.length);
  const parts = units.map(({ name: text }, place) => {
    const value = values[place];
    const written = value && writtenStart(value, extents[place]!);
    return written === undefined ? undefined : `${text} = ${written}`;
  });
  return parts.every((each) => each !== undefined) ? parts.join(', ') : undefined;
}

/** A start in the shape of its parameter: the first row of several points; undefined where it does not fit. */
function writtenStart({ numbers, shape }: StartValue, extents: readonly number[]): string | undefined {
  if (!numbers.every(Number.isFinite)) return undefined;
  const size = extents.reduce((a, b) => a * b, 1);
  if (extents.length === 0) return numbers.length === 1 ? String(numbers[0]) : undefined;
  if (extents.length === 1) {
    const width = shape[shape.length - 1] ?? 1;
    return width === size ? `[${numbers.slice(0, size).join(', ')}]` : undefined;
  }
  if (numbers.length !== size) return undefined;
  const [rows, columns] = extents as readonly [number, number];
  const lines = Array.from(
    { length: rows },
    (_, row) => `[${numbers.slice(row * columns, (row + 1) * columns).join(', ')}]`,
  );
  return `[${lines.join(', ')}]`;
}
