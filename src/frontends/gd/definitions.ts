import { evaluateConstant } from '../../core/compile/interpret.ts';
import { GraphBuilder } from '../../core/graph/builder.ts';
import type { Graph, NodeId } from '../../core/graph/node.ts';
import { describeShape, type Shape, sizeOf } from '../../core/graph/shape.ts';
import type { Objective, Parameter } from '../../core/objective.ts';
import { ProblemError } from '../../core/problem.ts';
import { MOST_ENTRIES } from '../elaborate/count-up.ts';
import { elaborate, GLOBAL } from '../elaborate/elaborate.ts';
import type { Scope } from '../elaborate/scope.ts';
import type { Value } from '../elaborate/value.ts';
import type { Expression } from '../expression.ts';
import { texExpression, texName } from '../tex.ts';
import type { ConstantDeclaration, FunctionDeclaration } from './declarations.ts';

interface ConstantValue {
  readonly data: number | Float64Array;
  readonly shape: Shape;
}

/** What the names of a `.gd` text mean: its constants and functions, resolved when they are asked for, in any order. */
export class Definitions {
  private readonly values = new Map<string, ConstantValue | 'pending' | 'broken'>();
  private readonly exhausting = new Set<string>();
  private readonly tooDeep = new Set<string>();
  /** The functions that are called while a definition is read, by its name; under undefined those of constants and clauses. */
  private readonly called = new Map<string | undefined, Set<string>>();

  constructor(
    readonly constants: ReadonlyMap<string, ConstantDeclaration>,
    readonly functions: ReadonlyMap<string, FunctionDeclaration>,
  ) {}

  /** The objective that a definition is. Throws a ProblemError where its body makes no sense or is no single number. */
  objective(declaration: FunctionDeclaration): Objective {
    const builder = new GraphBuilder();
    const parameters: Parameter[] = [];
    const values = new Map<string, Value>();
    let offset = 0;
    for (const { name, extents, range } of declaration.parameters) {
      const shape = extents.map((extent) => this.extent(extent, name));
      const size = sizeOf(shape);
      if (offset + size > MOST_ENTRIES) {
        throw new ProblemError(
          `with ${name}, ${describeShape(shape)}, there are ${(offset + size).toLocaleString('en')} parameters; at most 10 million can be varied`,
          range,
        );
      }
      parameters.push({ name, shape, offset, size });
      values.set(name, { node: builder.parameter(name, shape, offset), depth: 0 });
      offset += size;
    }
    const used = new Set<string>();
    const calls = new Map<NodeId, string>();
    const scope: Scope = {
      ...this.scope(builder, values, used, [declaration.name]),
      called: (name, output) => {
        if (builder.node(output).inputs.length > 0) calls.set(output, name);
      },
    };
    const { node } = elaborate(declaration.body, scope);
    const shape = builder.shapeOf(node);
    if (sizeOf(shape) !== 1) {
      throw new ProblemError(
        `the value of ${declaration.name} is ${describeShape(shape)}, not one number; sum it up, sum(…), or take one entry`,
        declaration.body.range,
      );
    }
    let tex: string | undefined;
    return {
      name: declaration.name,
      parameters,
      size: offset,
      graph: builder.nodes,
      output: builder.reshape(node, []),
      ...(calls.size > 0 && { calls: [...calls].map(([output, name]) => ({ name, output })) }),
      text: this.textOf(declaration, used),
      // Written when it is first read: a first gradient needs no typesetting.
      get tex() {
        tex ??= texOf(declaration);
        return tex;
      },
      documentation: declaration.statement.documentation,
    };
  }

  /** The functions that these definitions call, themselves not among them. */
  callees(names: readonly (string | undefined)[]): Set<string> {
    return new Set(names.flatMap((name) => [...(this.called.get(name) ?? [])]));
  }

  /** The numbers of an expression of constants, row-major, with their shape. */
  constant(expression: Expression): ConstantValue {
    const builder = new GraphBuilder();
    const { node } = elaborate(expression, this.scope(builder, new Map(), new Set(), []));
    const data = evaluateConstant(builder.nodes, node);
    const shape = builder.shapeOf(node);
    return { data: shape.length === 0 ? (data[0] as number) : data, shape };
  }

  /** One number from an expression of constants. */
  number(expression: Expression): number {
    const { data, shape } = this.constant(expression);
    if (typeof data !== 'number') {
      throw new ProblemError(
        `a number is wanted here, not ${describeShape(shape)}; write one`,
        expression.range,
      );
    }
    return data;
  }

  /**
   * An expression in one variable (a schedule in the iteration k) as a graph whose x is that variable, and the statements of the file that
   * it builds on.
   */
  schedule(
    expression: Expression,
    variable: string,
  ): { graph: Graph; output: NodeId; statements: readonly string[] } {
    const builder = new GraphBuilder();
    const used = new Set<string>();
    const values = new Map([[variable, { node: builder.parameter(variable, [], 0), depth: 0 }]]);
    const { node } = elaborate(expression, this.scope(builder, values, used, []));
    if (sizeOf(builder.shapeOf(node)) !== 1) {
      throw new ProblemError(
        'a rate is one number; write a number, or an expression in the iteration k',
        expression.range,
      );
    }
    const statements = this.statements([...used], []);
    return { graph: builder.nodes, output: builder.reshape(node, []), statements };
  }

  private extent(expression: Expression, name: string): number {
    const extent = this.number(expression);
    if (!Number.isInteger(extent) || extent < 1 || extent > MOST_ENTRIES) {
      throw new ProblemError(
        `the size of ${name} is a whole number from 1 to 10 million, not ${extent}; write ${name}[2] for two entries`,
        expression.range,
      );
    }
    return extent;
  }

  private scope(
    builder: GraphBuilder,
    values: ReadonlyMap<string, Value>,
    used: Set<string>,
    calling: readonly string[],
  ): Scope {
    const { constants, functions } = this;
    const [owner] = calling;
    const called = this.called.get(owner) ?? new Set();
    this.called.set(owner, called);
    return {
      builder,
      value: (asked) => {
        const global = asked.startsWith(GLOBAL);
        const name = global ? asked.slice(GLOBAL.length) : asked;
        const value = global ? undefined : values.get(name);
        if (value) return value;
        const constant = this.constantNamed(name);
        if (!constant) return undefined;
        used.add(name);
        return { node: builder.constant(constant.data as number, constant.shape), depth: 0 };
      },
      function: (asked) => {
        const global = asked.startsWith(GLOBAL);
        const name = global ? asked.slice(GLOBAL.length) : asked;
        const declaration = functions.get(name);
        if (!declaration || (!global && values.has(name))) return undefined;
        if (name !== owner) {
          used.add(name);
          called.add(name);
        }
        return {
          name,
          parameters: declaration.parameters.map((parameter) => parameter.name),
          body: declaration.body,
        };
      },
      names: function* () {
        yield* values.keys();
        yield* constants.keys();
        yield* functions.keys();
      },
      depth: 0,
      calling,
      calls: new Map(),
      exhausting: this.exhausting,
      tooDeep: this.tooDeep,
    };
  }

  private constantNamed(name: string): ConstantValue | undefined {
    const declaration = this.constants.get(name);
    if (!declaration) return undefined;
    const there = this.values.get(name);
    if (there === 'pending' || there === 'broken') {
      throw new ProblemError(
        there === 'pending'
          ? `${name} is defined by itself; give it a value of its own`
          : `${name} has no value, since its own definition is wrong; mend that first`,
        declaration.nameRange,
      );
    }
    if (there) return there;
    this.values.set(name, 'pending');
    try {
      const value = this.constant(declaration.body);
      this.values.set(name, value);
      return value;
    } catch (error) {
      this.values.set(name, 'broken');
      throw error;
    }
  }

  /** The definition with all it needs, each on its own lines, in the order of the text. */
  private textOf(declaration: FunctionDeclaration, used: ReadonlySet<string>): string {
    return this.statements([...used], [declaration]).join('\n');
  }

  /** Declarations with everything that they and some names build on, each on a line, in the order of the file. */
  private statements(names: string[], declarations: readonly FunctionDeclaration[]): string[] {
    const needed = new Set<FunctionDeclaration | ConstantDeclaration>(declarations);
    const lookInto = (parameters: FunctionDeclaration['parameters']) => {
      for (const { extents } of parameters) for (const extent of extents) names.push(...namesIn(extent));
    };
    for (const { parameters } of declarations) lookInto(parameters);
    // Without recursion: constants may build on each other by the thousands.
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const found = this.constants.get(name) ?? this.functions.get(name);
      if (!found || needed.has(found)) continue;
      needed.add(found);
      names.push(...namesIn(found.body));
      if (found.kind === 'function') lookInto(found.parameters);
    }
    return [...needed]
      .sort((a, c) => a.statement.range.start - c.statement.range.start)
      .map(({ statement }) => statement.text.replace(/\s+/g, ' ').trim());
  }
}

function texOf({ name, parameters, body }: FunctionDeclaration): string {
  const list = parameters.map((parameter) => texName(parameter.name)).join(', ');
  return `${texName(name)}(${list}) = ${texExpression(body)}`;
}

/** Every name that an expression mentions. */
function namesIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  const stack: (Expression | undefined)[] = [expression];
  for (let top = stack.pop(); top || stack.length > 0; top = stack.pop()) {
    if (!top) continue;
    switch (top.kind) {
      case 'name':
        names.add(top.name);
        break;
      case 'call':
        names.add(top.callee);
        stack.push(...top.arguments);
        break;
      case 'operator':
        stack.push(...top.operands);
        break;
      case 'conditional':
        stack.push(top.condition, top.consequent, top.alternate);
        break;
      case 'array':
        stack.push(...top.elements);
        break;
      case 'index':
        stack.push(top.object, ...top.indices);
        break;
      case 'span':
        stack.push(top.from, top.step, top.to);
        break;
      case 'member':
        stack.push(top.object);
        break;
    }
  }
  return names;
}
