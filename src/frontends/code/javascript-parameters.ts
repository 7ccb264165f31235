import type { Node } from '@vscode/tree-sitter-wasm';
import { readTarget } from './javascript-target.ts';
import type { Annotation, CodeExpression, CodeParameter } from './syntax.ts';
import { field, named, rangeOf } from './tree.ts';

/** The parameters of a function, with or without types. */
export function readParameters(node: Node, read: (node: Node) => CodeExpression): CodeParameter[] {
  const single = field(node, 'parameter');
  if (single) return [{ target: readTarget(single), range: rangeOf(single) }];
  const list = field(node, 'parameters');
  if (!list) return [];
  return named(list).flatMap((child): CodeParameter[] => {
    const range = rangeOf(child);
    if (child.type === 'comment') return [];
    if (child.type === 'assignment_pattern') {
      const initial = read(field(child, 'right')!);
      return [{ target: readTarget(field(child, 'left')!), initial, range }];
    }
    if (child.type !== 'required_parameter' && child.type !== 'optional_parameter') {
      return [{ target: readTarget(child), range }];
    }
    const annotation = annotationOf(field(child, 'type'));
    const value = field(child, 'value');
    return [
      {
        target: readTarget(field(child, 'pattern')!),
        ...(annotation && { annotation }),
        ...(value && { initial: read(value) }),
        range,
      },
    ];
  });
}

function annotationOf(node: Node | undefined): Annotation | undefined {
  if (!node) return undefined;
  const text = node.text.replace(/^:/, '').replace(/\s|\breadonly\b/g, '');
  if (text === 'any' || text === 'unknown') return undefined;
  if (text === 'number') return { kind: 'number' };
  if (
    /^(number\[\]|(Readonly)?Array<number>|ReadonlyArray<number>|Float(32|64)Array|ArrayLike<number>)$/.test(
      text,
    )
  ) {
    return { kind: 'vector' };
  }
  if (/^\[(\w+:)?number(,(\w+:)?number)*\]$/.test(text))
    return { kind: 'vector', size: text.split(',').length };
  if (/^number\[\]\[\]$/.test(text)) return { kind: 'matrix' };
  return { kind: 'other' };
}
