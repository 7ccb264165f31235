import type { Node } from '@vscode/tree-sitter-wasm';
import type { CodeTarget } from './syntax.ts';
import { named, rangeOf } from './tree.ts';

/** What is assigned to: a name, an array pattern, or a place inside something else. */
export function readTarget(node: Node): CodeTarget {
  const range = rangeOf(node);
  if (node.type === 'identifier') return { kind: 'name', name: node.text, range };
  if (node.type === 'array_pattern') return { kind: 'pattern', elements: named(node).map(readTarget), range };
  return { kind: 'place', root: /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(node.text)?.[0] ?? '', range };
}
