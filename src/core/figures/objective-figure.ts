import { isCurve } from '../sampling/plane.ts';
import { type ContourFigureRequest, contourFigure } from './contour-figure.ts';
import { curveFigure } from './curve-figure.ts';
import type { SvgElement } from './svg.ts';

/** The figure that fits the window: a curve where there is one coordinate, else a contour plot. */
export function objectiveFigure(request: ContourFigureRequest): SvgElement {
  return isCurve(request.field.window) ? curveFigure(request) : contourFigure(request);
}
