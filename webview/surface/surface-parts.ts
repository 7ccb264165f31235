// What the surface needs besides the page: a chunk of its own, loaded when the surface is first looked at.
export { SurfaceCuts } from './cut.ts';
export { drapePaths } from './drape.ts';
export { SurfaceScene } from './scene.ts';
export { shapeOf } from './shape.ts';
export { standingPicture } from './standing-picture.ts';
export { surfaceLabels } from './surface-labels.ts';
