import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceRange } from '../../core/problem.ts';
import type { CodeUnsupported } from './syntax.ts';

/** The part of the text that a syntax node covers. */
export function rangeOf(node: Node): SourceRange {
  return { start: node.startIndex, end: node.endIndex };
}

/** The child in a field, or undefined. */
export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** The children that the grammar names: no punctuation. */
export function named(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null);
}

/** All children, punctuation included. */
export function childrenOf(node: Node): Node[] {
  return node.children.filter((child) => child !== null);
}

/** A construct that has no counterpart; `reason` says what it is and what to write instead. */
export function unsupported(node: Node, reason: string, foreign = false): CodeUnsupported {
  return { kind: 'unsupported', reason, foreign, range: rangeOf(node) };
}

/** The text of the comments directly above a node, without their marks; empty where there is none. */
export function commentAbove(node: Node, mark: '#' | '//'): string {
  const lines: string[] = [];
  let next = node;
  for (let above = node.previousSibling; above; above = above.previousSibling) {
    const gap = next.startPosition.row - above.endPosition.row;
    const trailing = above.previousSibling?.endPosition.row === above.startPosition.row;
    if (above.type !== 'comment' || gap > 1 || trailing) break;
    lines.unshift(above.text);
    next = above;
  }
  const text = lines.join('\n');
  if (mark === '#') return text.replace(/^\s*#+ ?/gm, '').trim();
  return text
    .replace(/^\s*(\/\/+|\/\*+|\*\/|\*(?!\/))[ \t]?/gm, '')
    .replace(/\s*\*\/\s*$/gm, '')
    .trim();
}
