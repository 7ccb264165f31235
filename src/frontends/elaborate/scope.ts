import type { GraphBuilder } from '../../core/graph/builder.ts';
import type { NodeId } from '../../core/graph/node.ts';
import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import type { Value } from './value.ts';

/** A function that the text defines: called by putting the arguments in place of its parameters. */
export interface UserFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** What names mean at a place of the text. */
export interface Scope {
  readonly builder: GraphBuilder;
  /** The value of a parameter, constant or index variable; undefined where there is none. May throw a ProblemError. */
  readonly value: (name: string) => Value | undefined;
  /** A function that the text defines; undefined where there is none. */
  readonly function: (name: string) => UserFunction | undefined;
  /** All names that have a meaning, for suggestions. */
  readonly names: () => Iterable<string>;
  /** The number of index variables in force. */
  readonly depth: number;
  /**
   * 1 for each combination of the index variables that counts, 0 for one that a choice or the ends of an inner sum leave
   * out, where nothing needs to make sense. Absent: all count. Never depends on a parameter.
   */
  readonly active?: Value;
  /** Is told of every call of a user function: its name, and its value. */
  readonly called?: (name: string, output: NodeId) => void;
  /** The names of user functions that are being called, to find recursion. */
  readonly calling: readonly string[];
  /** The calls of user functions so far: two calls of one function with the same arguments are one value. */
  readonly calls: Map<string, Value>;
  /** The functions that make too many calls: what calls them does so, too, and need not be read to the end. */
  readonly exhausting: Set<string>;
  /** The functions whose calls nest too deeply: what calls them does so, too. */
  readonly tooDeep: Set<string>;
  /** The scope of the text as a whole, where this one is inside a function that is being called. */
  readonly root?: Scope;
  /** The extent that `end` stands for inside an index. */
  readonly end?: number;
  /** The place of the call that a user function's body is elaborated for: errors inside are shown there. */
  readonly callRange?: SourceRange;
}
