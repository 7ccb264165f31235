import { type ContourFigureRequest, contourFigure } from './contour-figure.ts';
import { curveFigure } from './curve-figure.ts';
import type { SvgElement } from './svg.ts';

/** The figure that fits the window: a curve where both its coordinates are the same, else a contour plot. */
export function objectiveFigure(request: ContourFigureRequest): SvgElement {
  const [right, up] = request.field.window.coordinates;
  return right === up ? curveFigure(request) : contourFigure(request);
}
