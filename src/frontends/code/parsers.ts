import type { Language, Parser, Tree } from '@vscode/tree-sitter-wasm';
import treeSitter from '@vscode/tree-sitter-wasm';

/** Reads a WebAssembly file by its name without the ending, such as `tree-sitter-python`. */
export type LoadWasm = (name: string) => Promise<Uint8Array>;

/** The grammars that are read. */
export type Grammar = 'python' | 'javascript' | 'typescript' | 'tsx';

/** Turns text into a syntax tree, hands it to `use`, and frees the tree afterwards. */
export type ParseTree = <T>(text: string, grammar: Grammar, use: (tree: Tree) => T) => Promise<T>;

// The runtime is one instance per process, whatever the number of parsers made of it.
let runtime: Promise<void> | undefined;

/**
 * Tree-sitter, loaded on first use: the runtime once, each grammar once, one parser for all.
 * Only `loadWasm` reads files: the runtime is given its binary, so that it looks nothing up itself.
 */
export function createParsers(loadWasm: LoadWasm): ParseTree {
  const grammars = new Map<Grammar, Promise<Language>>();
  let parser: Parser | undefined;

  const grammarOf = (grammar: Grammar): Promise<Language> => {
    const known = grammars.get(grammar);
    if (known) return known;
    const loading = loadGrammar(grammar, loadWasm);
    grammars.set(grammar, loading);
    // A file that could not be read may be there the next time.
    loading.catch(() => grammars.delete(grammar));
    return loading;
  };

  return async (text, grammar, use) => {
    const language = await grammarOf(grammar);
    parser ??= new treeSitter.Parser();
    const tree = parser.setLanguage(language).parse(text);
    if (!tree) throw new Error(`tree-sitter gave no tree for ${grammar}`);
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  };
}

async function loadGrammar(grammar: Grammar, loadWasm: LoadWasm): Promise<Language> {
  runtime ??= start(loadWasm);
  try {
    await runtime;
  } catch (error) {
    runtime = undefined;
    throw error;
  }
  return treeSitter.Language.load(await loadWasm(`tree-sitter-${grammar}`));
}

async function start(loadWasm: LoadWasm): Promise<void> {
  const options = {
    wasmBinary: await loadWasm('tree-sitter'),
    // Given the binary, the runtime reads nothing, but it still asks where the file would be.
    locateFile: (file: string) => file,
  };
  await treeSitter.Parser.init(options);
}
