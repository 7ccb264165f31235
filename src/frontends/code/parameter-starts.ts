import type { Unit } from './parameter-unit.ts';
import type { Starts, StartValue } from './starts.ts';
import type { CodeFunction, CodeParameter } from './syntax.ts';
import type { ParameterShape } from './value.ts';

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

/** The shapes of the numbers found beside a function, by the names that its parameters have in the code. */
export function guessedShapes(
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

/** The start `x = …, y = …` from the numbers found beside a function; undefined where they are not all there. */
export function startText(
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
