import { name } from './build.ts';
import { gdName } from './names.ts';
import type { CodeFunction, CodeParameter } from './syntax.ts';
import { type ParameterShape, Refusal, type Value } from './value.ts';

/** A parameter of the `.gd` definition. */
export interface Unit {
  readonly source: CodeParameter;
  readonly name: string;
  /** Its name in the code. */
  readonly key: string;
}

/** The parameters to be found, and those that are constants because they have a default. */
export function unitsOf(fn: CodeFunction): { units: Unit[]; constants: CodeParameter[] } {
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

/** A parameter as the value that its name stands for, in the shape that is known of it. */
export function parameterValue({ source, name: text, key }: Unit, known: ParameterShape | undefined): Value {
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
