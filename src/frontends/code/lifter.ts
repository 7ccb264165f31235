import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceRange } from '../../core/problem.ts';
import type { CodeLanguage, LiftedObjective, LiftRefusal, LiftResult } from '../lift.ts';
import { visibleRange } from '../visible-range.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { Emitter } from './emitter.ts';
import { readJavaScript, readJavaScriptExpression } from './javascript.ts';
import { JAVASCRIPT } from './javascript-library.ts';
import { liftExpression } from './lift-expression.ts';
import { type LiftOptions, liftFunction, type Surroundings } from './lift-function.ts';
import { bindingsOf, ModuleScope } from './module-scope.ts';
import { createParsers, type Grammar, type LoadWasm } from './parsers.ts';
import { readPython } from './python.ts';
import { readPythonExpression } from './python-expression.ts';
import { PYTHON } from './python-library.ts';
import type { Dialect } from './scope.ts';
import { startsOf } from './starts.ts';
import type { CodeExpression, CodeStatement } from './syntax.ts';
import { Refusal } from './value.ts';

/** Finds the objectives in code and rewrites them as `.gd` text. */
export interface Lifter {
  /**
   * @param selection - What the user points at: only the functions that it touches are read, and one that is no
   * objective is told, too, why it is none.
   * @param options - What is known of the functions beside what the text says.
   */
  readonly lift: (
    text: string,
    language: CodeLanguage,
    selection?: SourceRange,
    options?: LiftOptions,
  ) => Promise<LiftResult>;
  /**
   * A bare expression of the code as an objective, with the constants and local assignments around it.
   * @returns undefined where the range is no arithmetic expression of the code.
   */
  readonly liftExpression: (
    text: string,
    language: CodeLanguage,
    range: SourceRange,
  ) => Promise<LiftedObjective | LiftRefusal | undefined>;
  /** All functions that have a name, to be lifted one by one with `liftFunction`. */
  readonly functions: (text: string, language: CodeLanguage) => Promise<FunctionsOfCode>;
}

/** The functions of a text, and where they find their names. */
export interface FunctionsOfCode {
  readonly candidates: readonly Candidate[];
  readonly surroundings: Surroundings;
}

/** A lifter that reads its grammars with `loadWasm`, each on first use. Nothing of the code is executed. */
export function createLifter(loadWasm: LoadWasm): Lifter {
  const parse = createParsers(loadWasm);
  return {
    lift: async (text, language, selection, options) => {
      const statements = await parse(text, grammarOf(text, language), (tree) =>
        HOSTS[language].read(tree.rootNode),
      );
      return liftAll(text, statements, HOSTS[language].dialect, selection, options);
    },
    functions: async (text, language) => {
      const { read, dialect } = HOSTS[language];
      const statements = await parse(text, grammarOf(text, language), (tree) => read(tree.rootNode));
      return { candidates: candidatesOf(statements), surroundings: surroundingsOf(statements, dialect) };
    },
    liftExpression: async (text, language, range) => {
      const { read, readExpression, dialect } = HOSTS[language];
      const found = await parse(text, grammarOf(text, language), ({ rootNode }) => {
        const node = expressionAt(rootNode, range);
        return node && { code: readExpression(node), statements: read(rootNode) };
      });
      if (!found || !ARITHMETIC.has(found.code.kind)) return undefined;
      const { code, statements } = found;
      const inside = candidatesOf(statements).filter(({ function: fn }) =>
        fn.body.some((each) => each.range.start <= range.start && range.end <= each.range.end),
      );
      const innermost = inside.at(-1);
      const around = innermost ? [...innermost.around, innermost.function] : [];
      try {
        return liftExpression(code, around, surroundingsOf(statements, dialect));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { name: '', range: visibleRange(error.range, text), reason: error.message };
      }
    },
  };
}

/** How a language is read. */
interface Host {
  readonly read: (root: Node) => CodeStatement[];
  readonly readExpression: (node: Node) => CodeExpression;
  readonly dialect: Dialect;
}

const HOSTS: Readonly<Record<CodeLanguage, Host>> = {
  python: { read: readPython, readExpression: readPythonExpression, dialect: PYTHON },
  javascript: { read: readJavaScript, readExpression: readJavaScriptExpression, dialect: JAVASCRIPT },
  typescript: { read: readJavaScript, readExpression: readJavaScriptExpression, dialect: JAVASCRIPT },
};

function grammarOf(text: string, language: CodeLanguage): Grammar {
  // `<T>x` is a cast in TypeScript and an element in its dialect with JSX; only closing tags tell them apart.
  if (language === 'typescript') return /<\/\w*>|\/>/.test(text) ? 'tsx' : 'typescript';
  return language;
}

/** What an objective is made of; a name, a number or a list alone is none. */
const ARITHMETIC: ReadonlySet<CodeExpression['kind']> = new Set(['binary', 'unary', 'call', 'conditional']);

/** The syntax node that covers exactly this range, and is an expression. */
function expressionAt(root: Node, { start, end }: SourceRange): Node | undefined {
  let node = root.descendantForIndex(start, end);
  while (node && node.startIndex === start && node.endIndex === end) {
    if (/statement$|^(module|program|block)$/.test(node.type)) node = node.namedChild(0);
    else return /^(comment|ERROR|string\w*)$/.test(node.type) || !node.isNamed ? undefined : node;
  }
  return undefined;
}

function surroundingsOf(statements: readonly CodeStatement[], dialect: Dialect): Surroundings {
  const bindings = bindingsOf(statements);
  const scratch = new ModuleScope({ dialect, emitter: new Emitter(), active: [] }, bindings);
  return { dialect, bindings, starts: startsOf(statements, scratch) };
}

function liftAll(
  text: string,
  statements: readonly CodeStatement[],
  dialect: Dialect,
  selection?: SourceRange,
  options?: LiftOptions,
): LiftResult {
  const surroundings = surroundingsOf(statements, dialect);
  const objectives: LiftedObjective[] = [];
  const refusals: LiftRefusal[] = [];
  for (const candidate of pointedAt(candidatesOf(statements), selection)) {
    try {
      objectives.push(liftFunction(candidate, surroundings, options));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A function that is plainly no objective is passed over, unless somebody points at it.
      if (error.foreign && !selection) continue;
      const range = visibleRange(error.range, text);
      refusals.push({ name: candidate.function.name, range, reason: error.message });
    }
  }
  return { objectives, refusals };
}

/** The functions that a selection touches; for a place inside several, the innermost. */
function pointedAt(
  candidates: readonly Candidate[],
  selection: SourceRange | undefined,
): readonly Candidate[] {
  if (!selection) return candidates;
  const { start, end } = selection;
  const touched = candidates.filter(({ function: { range } }) => range.start <= end && start <= range.end);
  const inside = touched.filter(({ function: { range } }) => range.start <= start && end <= range.end);
  const innermost = inside.reduce<Candidate | undefined>(
    (best, each) => (!best || each.around.length >= best.around.length ? each : best),
    undefined,
  );
  return innermost ? [innermost] : touched;
}
