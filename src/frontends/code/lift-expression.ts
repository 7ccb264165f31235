import type { LiftedObjective } from '../lift.ts';
import type { Candidate } from './candidates.ts';
import { freeNames } from './free-names.ts';
import { liftFunction, type Surroundings } from './lift-function.ts';
import { outerMeaning } from './module-scope.ts';
import type { CodeExpression, CodeFunction, CodeParameter } from './syntax.ts';
import { Refusal } from './value.ts';

/**
 * A bare expression as an objective: its names that have no known value become the parameters, in order of appearance;
 * where all have one, those with numbers do, and start there. Inside a function its local assignments are known.
 * @throws {Refusal} where it cannot be carried over faithfully.
 */
export function liftExpression(
  code: CodeExpression,
  around: readonly CodeFunction[],
  surroundings: Surroundings,
): LiftedObjective {
  const { range } = code;
  const inner = around.at(-1);
  const before = inner?.body.filter((each) => each.range.end <= range.start) ?? [];
  const own = new Map(
    inner?.parameters.flatMap((each) => (each.target.kind === 'name' ? [[each.target.name, each]] : [])),
  );
  const names = freeNames(code);
  const local = new Set<string>();
  for (const each of before) {
    if (each.kind !== 'assign' && each.kind !== 'augment') continue;
    if (each.target.kind === 'name') local.add(each.target.name);
    for (const name of freeNames(each.value)) names.add(name);
  }
  const { bindings, dialect } = surroundings;
  const parameter = (name: string): CodeParameter =>
    own.get(name) ?? { target: { kind: 'name', name, range }, range };
  const free = [...names].filter(
    (name) =>
      own.has(name) || !(local.has(name) || bindings.has(name) || outerMeaning(name, bindings, dialect)),
  );
  const numbers = [...names].filter((name) => surroundings.starts.assigned.has(name));
  // Inside a function its own order of parameters is kept.
  const order = [...own.keys(), ...names];
  free.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const chosen = free.length > 0 ? free : numbers;
  if (chosen.length === 0) {
    throw new Refusal('no unknown in this expression; select one with names that have no value yet', range);
  }
  const taken = new Set([...chosen, ...names]);
  const fn: CodeFunction = {
    name: ['f', 'objective', 'g', 'selected'].find((each) => !taken.has(each)) ?? 'selected_expression',
    nameRange: { start: range.start, end: range.start + 1 },
    range,
    parameters: chosen.map(parameter),
    body: [...before, { kind: 'return', value: code, range }],
    documentation: '',
    method: false,
  };
  const candidate: Candidate = { function: fn, around: around.slice(0, -1) };
  return liftFunction(candidate, surroundings);
}
