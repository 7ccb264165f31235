import { expressionsOf, partsOfCode } from './candidates.ts';
import { toArray } from './conversions.ts';
import { evaluate } from './evaluate.ts';
import { bindingsOf, ModuleScope } from './module-scope.ts';
import type { Names } from './scope.ts';
import type { CodeExpression, CodeFunction, CodeStatement } from './syntax.ts';
import { Refusal, Reshape } from './value.ts';

/** Known numbers with their shape, row by row. */
export interface StartValue {
  readonly shape: readonly number[];
  readonly numbers: readonly number[];
}

/** What the code says about where its functions are called. */
export interface Starts {
  /** The numbers assigned to a name, the first assignment of each. */
  readonly assigned: ReadonlyMap<string, StartValue>;
  /** The first call of each function whose arguments are all numbers: one value per argument. */
  readonly calls: ReadonlyMap<string, readonly StartValue[]>;
  /** The second argument where a function is handed to an optimizer, by the function's name. */
  readonly optimized: ReadonlyMap<string, StartValue>;
}

/** Looks for the points at which the functions of a text are called, assigned or minimized. */
export function startsOf(statements: readonly CodeStatement[], names: Names): Starts {
  const assigned = new Map<string, StartValue>();
  const calls = new Map<string, readonly StartValue[]>();
  const optimized = new Map<string, StartValue>();

  const visit = (code: CodeExpression, scope: Names): void => {
    if (code.kind === 'call') visitCall(code, scope);
    if (code.kind === 'function') enter(code.function, scope);
    for (const part of partsOfCode(code)) visit(part, scope);
  };

  const visitCall = (code: Extract<CodeExpression, { kind: 'call' }>, scope: Names): void => {
    const [first, second] = code.arguments;
    if (code.callee.kind === 'name' && !calls.has(code.callee.name) && first) {
      const values = code.arguments.map((each) =>
        each.name === undefined ? numbersIn(each.value, scope) : undefined,
      );
      if (values.every((each) => each !== undefined)) calls.set(code.callee.name, values);
    }
    if (first?.value.kind !== 'name' || optimized.has(first.value.name)) return;
    const given = code.arguments.find((each) => each.name === 'x0')?.value ?? second?.value;
    const start = given && numbersIn(given, scope);
    if (start) optimized.set(first.value.name, start);
  };

  const enter = (fn: CodeFunction, scope: Names): void => {
    const parameters = fn.parameters.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
    walk(fn.body, new ModuleScope(scope.session, bindingsOf(fn.body), scope, new Set(parameters)));
  };

  const walk = (body: readonly CodeStatement[], scope: Names): void => {
    for (const statement of body) {
      for (const code of expressionsOf(statement)) visit(code, scope);
      if (
        statement.kind === 'assign' &&
        statement.target.kind === 'name' &&
        !assigned.has(statement.target.name)
      ) {
        const value = numbersIn(statement.value, scope);
        if (value) assigned.set(statement.target.name, value);
      }
      if (statement.kind === 'function') enter(statement.function, scope);
      else if (statement.kind === 'if') {
        walk(statement.consequent, scope);
        walk(statement.alternate, scope);
      } else if (statement.kind === 'for' || statement.kind === 'block') walk(statement.body, scope);
    }
  };

  walk(statements, names);
  return { assigned, calls, optimized };
}

/** The numbers that an expression stands for; undefined where they are not known. */
function numbersIn(code: CodeExpression, names: Names): StartValue | undefined {
  if (code.kind === 'function' || code.kind === 'string') return undefined;
  try {
    const value = evaluate(code, names);
    if (value.kind === 'number') {
      return value.constant === undefined ? undefined : { shape: [], numbers: [value.constant] };
    }
    if (value.kind !== 'array' && value.kind !== 'list') return undefined;
    const { shape, constants } = toArray(value, code.range);
    return constants && { shape, numbers: constants };
  } catch (error) {
    if (error instanceof Refusal || error instanceof Reshape) return undefined;
    throw error;
  }
}
