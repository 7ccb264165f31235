import type {
  ExpressionGraph,
  ExpressionGraphView,
} from '../../src/core/expression-graph/expression-graph.ts';
import type { Flow } from '../../src/core/expression-graph/pass.ts';
import type { VisibleNode } from '../../src/core/expression-graph/visible-graph.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { formulaLabel } from '../../src/core/figures/formula-label.ts';
import { entriesText } from '../../src/core/figures/graph-figure.ts';
import type { Table } from '../../src/core/table.ts';
import { element } from '../ui/dom.ts';

/** A node in words: "sum θ1 + θ2". */
export function nodeName({ nodes }: ExpressionGraph, id: number): string {
  const node = nodes[id];
  if (!node) return '';
  if (node.kind === 'parameter') return `parameter ${formulaLabel(node.label)}`;
  const call = node.call === undefined ? '' : `${node.call}: `;
  return `${call}${node.title} ${formulaLabel(node.formula)}`;
}

/** What a screen reader says at a node. */
export function nodeText({ graph, numbers }: ExpressionGraphView, { id, isFolded }: VisibleNode): string {
  const [node, own] = [graph.nodes[id], numbers[id]];
  if (!node || !own) return '';
  const parts = [nodeName(graph, id), `value ${entriesText(node, own.value)}`];
  if (own.adjoint.length > 0) parts.push(`adjoint ${entriesText(node, own.adjoint)}`);
  if (own.dual.length > 0) parts.push(`dual part ${entriesText(node, own.dual)}`);
  if (isFolded) parts.push(`${node.members?.length ?? 0} nodes folded`);
  return parts.join(', ');
}

/** What is known about a node, as terms with their descriptions. */
export function nodeDetail(
  { graph, numbers }: ExpressionGraphView,
  id: number,
  flow: Flow,
  f: string,
): HTMLElement | undefined {
  const [node, own] = [graph.nodes[id], numbers[id]];
  if (!node || !own) return undefined;
  const rows: [string, string][] = [
    ['Operation', node.call === undefined ? node.title : `${node.title}, the value of ${node.call}`],
    ['Value', entriesText(node, own.value)],
  ];
  if (flow === 'reverse' && own.adjoint.length > 0)
    rows.push([`Adjoint ∂${f}/∂node`, entriesText(node, own.adjoint)]);
  if (flow === 'dual' && own.dual.length > 0) rows.push(['Dual part', entriesText(node, own.dual)]);
  node.inputs.forEach((input, i) => {
    const slope = own.slopes[i] ?? Number.NaN;
    if (!Number.isNaN(slope)) {
      rows.push([slopeName(formulaLabel(graph.nodes[input.node]?.formula ?? '')), formatNumber(slope, 5)]);
    }
  });
  return element(
    'dl',
    {},
    ...rows.map(([term, text]) => element('div', {}, element('dt', {}, term), element('dd', {}, text))),
  );
}

/** ∂node/∂x, or ∂node/∂(x − y) by what is no single sign. */
const slopeName = (input: string): string => `∂node/∂${/^[\p{L}₀-₉]+$/u.test(input) ? input : `(${input})`}`;

/** The whole graph as a table, inputs before users. */
export function graphTable({ graph, numbers }: ExpressionGraphView): Table {
  return {
    columns: ['node', 'operation', 'formula', 'inputs', 'value', 'adjoint', 'dual'],
    rows: graph.nodes.map(({ id, title, formula, inputs }) => [
      id,
      title,
      formula,
      inputs.map(({ node }) => node).join(' '),
      numbers[id]?.value[0] ?? '',
      numbers[id]?.adjoint[0] ?? '',
      numbers[id]?.dual[0] ?? '',
    ]),
  };
}

/** The drawn nodes as a table to read. */
export function tableElement(
  { graph, numbers }: ExpressionGraphView,
  nodes: readonly VisibleNode[],
): HTMLElement {
  const heads = ['Node', 'Operation', 'Value', 'Adjoint', 'Dual part'];
  const rows = nodes.map(({ id }) => {
    const [node, own] = [graph.nodes[id], numbers[id]];
    const texts =
      node && own
        ? [own.value, own.adjoint, own.dual].map((each) => (each.length > 0 ? entriesText(node, each) : '–'))
        : [];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, formulaLabel(node?.formula ?? '')),
      element('td', {}, node?.title ?? ''),
      ...texts.map((text) => element('td', { class: 'number' }, text)),
    );
  });
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows),
  );
}
