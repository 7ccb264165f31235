import { expect, test } from 'vitest';
import { passLength, passMoment } from '../../../../src/core/expression-graph/pass.ts';
import { viewExpressionGraph } from '../../../../src/core/expression-graph/view-expression-graph.ts';
import { openAtFirst, visibleGraph } from '../../../../src/core/expression-graph/visible-graph.ts';
import { PRINT_THEME } from '../../../../src/core/figures/figure-theme.ts';
import { graphFigure } from '../../../../src/core/figures/graph-figure.ts';
import { serializeSvg } from '../../../../src/core/figures/svg.ts';
import { objectiveOf } from '../../support/objectives.ts';

test.each(['right', 'down'] as const)(
  'every term that is taken away has a minus of its own, %s',
  (direction) => {
    const objective = objectiveOf('f(x, y) = 20 + x^2 - 10*cos(2*x) + y^2 - 10*cos(2*y) - x');
    const { graph, numbers } = viewExpressionGraph(objective, { x: [2, -2], coordinate: 0 });
    const nodes = visibleGraph(graph, openAtFirst(graph));
    const moment = passMoment(nodes, 'reverse', passLength(nodes, 'reverse'));
    const request = {
      graph,
      numbers,
      nodes,
      flow: 'reverse',
      moment,
      direction,
      theme: PRINT_THEME,
    } as const;
    const text = serializeSvg(graphFigure(request).figure);
    const places = [...text.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"[^>]*>−<\/text>/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(places).toHaveLength(3);
    for (const [i, [x, y]] of places.entries())
      for (const [otherX, otherY] of places.slice(i + 1))
        expect(Math.hypot(x! - otherX!, y! - otherY!)).toBeGreaterThan(15);
  },
);
