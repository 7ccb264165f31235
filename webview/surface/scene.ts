// The only file that knows three.js; a chunk of its own, loaded when the surface is first looked at.
import {
  BufferGeometry,
  DoubleSide,
  Float32BufferAttribute,
  GreaterDepth,
  Group,
  LineBasicMaterial,
  LineLoop,
  type Material,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
} from 'three';
import { Line2 } from 'three/examples/jsm/lines/Line2.js';
import { LineGeometry } from 'three/examples/jsm/lines/LineGeometry.js';
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { blendPose, type Pose } from './pose.ts';
import { rimOf } from './rim.ts';
import { HIDDEN, type Sight } from './sight.ts';
import { SurfaceMesh, type SurfaceShape } from './surface-mesh.ts';

/** A line on the surface; x and y in pixels of the plot from its middle, z a height from 0 to 1. */
export interface DrapedLine {
  readonly points: Float32Array;
  readonly color: string;
  readonly dash: readonly number[];
  readonly width: number;
  readonly opacity: number;
  /** Seen through the surface, too. */
  readonly onTop?: boolean;
}

/** A ball on the surface. Only the surface hides lines and balls, not they one another. */
export interface Ball {
  readonly place: readonly [x: number, y: number, z: number];
  readonly radius: number;
  readonly color: string;
}

/** A plane that stands on a line of the plot, in pixels from its middle. */
export interface UprightPlane {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly color: string;
}

/** Lines and balls hover this many pixels above the surface, so that they are not cut by it. */
const LIFT = 1.5;

/** Draws a surface with paths on it; one unit is a pixel of the flat plot. */
export class SurfaceScene {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera();
  readonly #surface = new SurfaceMesh();
  readonly #rim = new Group();
  readonly #paths = new Group();
  readonly #plane = new Mesh(
    new BufferGeometry(),
    new MeshBasicMaterial({ transparent: true, opacity: 0.16, side: DoubleSide, depthWrite: false }),
  );
  readonly #base = new LineLoop(new BufferGeometry(), new LineBasicMaterial());
  #size = { width: 1, height: 1 };
  #area: PlotArea | undefined;
  #height = 1;
  /** The height of the highest place in the last picture, in pixels. */
  #risen = 1;

  /** @throws Error where there is no WebGL. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: false });
    this.#plane.visible = false;
    this.#scene.add(this.#base, this.#surface.mesh, this.#rim, this.#paths, this.#plane);
  }

  setSize(width: number, height: number, area: PlotArea): void {
    this.#size = { width, height };
    this.#area = area;
    this.#height = 0.5 * Math.min(area.width, area.height);
    this.#renderer.setPixelRatio(window.devicePixelRatio);
    this.#renderer.setSize(width, height, false);
    const [x, y] = [area.width / 2, area.height / 2];
    this.#base.geometry.dispose();
    this.#base.geometry = new BufferGeometry();
    this.#base.geometry.setAttribute(
      'position',
      new Float32BufferAttribute([-x, -y, 0, x, -y, 0, x, y, 0, -x, y, 0], 3),
    );
  }

  setColors(background: string, frame: string): void {
    this.#renderer.setClearColor(background);
    this.#base.material.color.set(frame);
  }

  setSurface(shape: SurfaceShape): void {
    this.#surface.setShape(shape);
    empty(this.#rim);
    addLines(this.#rim, rimOf(shape));
  }

  setPaths(lines: readonly DrapedLine[], balls: readonly Ball[]): void {
    empty(this.#paths);
    addLines(this.#paths, lines);
    for (const ball of balls) this.#paths.add(ballOf(ball), hiddenPart(ballOf(ball, 2 * HIDDEN)));
  }

  /** Stands a plane on the plot, or takes it away. */
  setPlane(plane: UprightPlane | undefined): void {
    this.#plane.visible = plane !== undefined;
    if (!plane) return;
    const { from, to, color } = plane;
    const corners = [...from, 0, ...to, 0, ...to, 1, ...from, 1];
    this.#plane.geometry.dispose();
    this.#plane.geometry = new BufferGeometry();
    this.#plane.geometry.setAttribute('position', new Float32BufferAttribute(corners, 3));
    this.#plane.geometry.setIndex([0, 1, 2, 0, 2, 3]);
    this.#plane.material.color.set(color);
  }

  render(pose: Pose): void {
    const { azimuth, polar, zoom, rise, view, frame } = blendPose(pose);
    const { width, height } = this.#size;
    if (!this.#area) return;
    const heights = Math.max(this.#height * rise, 1e-3);
    this.#risen = heights;
    const camera = this.#camera;
    camera.fov = view;
    camera.aspect = width / height;
    camera.up.set(-Math.cos(polar) * Math.sin(azimuth), Math.cos(polar) * Math.cos(azimuth), Math.sin(polar));
    const distance = height / 2 / Math.tan((view * Math.PI) / 360) / zoom;
    const target = new Vector3(0, 0, heights * 0.3);
    camera.position
      .set(Math.sin(polar) * Math.sin(azimuth), -Math.sin(polar) * Math.cos(azimuth), Math.cos(polar))
      .multiplyScalar(distance)
      .add(target);
    camera.near = Math.max(distance - 3 * Math.max(width, height), distance / 50);
    camera.far = distance + 3 * Math.max(width, height);
    camera.lookAt(target);
    // Flat, the plot stands where that of the contour plot does, not in the middle.
    const { left, top, width: inner, height: tall } = this.#area;
    const share = 1 - rise;
    const shiftX = (left + inner / 2 - width / 2) * share;
    const shiftY = (top + tall / 2 - height / 2) * share;
    camera.setViewOffset(width, height, -shiftX, -shiftY, width, height);
    camera.updateProjectionMatrix();
    this.#surface.setRise(heights, 1 - rise);
    for (const child of [...this.#rim.children, ...this.#paths.children]) {
      const { place } = child.userData as { place?: Ball['place'] };
      if (place) child.position.set(place[0], place[1], place[2] * heights + LIFT);
      else {
        child.scale.z = heights;
        child.position.z = LIFT;
      }
    }
    this.#plane.scale.z = 1.08 * heights;
    this.#plane.material.opacity = 0.16 * rise;
    this.#base.material.opacity = 1 - frame;
    this.#base.material.transparent = true;
    this.#base.visible = frame < 1;
    this.#renderer.render(this.#scene, camera);
  }

  /** What {@link render} draws as a PNG data URL. @param pixels for one of the page's, across. */
  picture(pose: Pose, pixels: number): string {
    const { width, height } = this.#size;
    this.#renderer.setPixelRatio(pixels);
    this.#renderer.setSize(width, height, false);
    // The pixels are there only until the browser shows the next frame.
    this.render(pose);
    const drawn = this.#renderer.domElement.toDataURL('image/png');
    this.#renderer.setPixelRatio(window.devicePixelRatio);
    this.#renderer.setSize(width, height, false);
    return drawn;
  }

  /** From where the last picture was seen; in pixels of the canvas. */
  get sight(): Sight {
    const { width, height } = this.#size;
    const rise = this.#risen;
    const { position } = this.#camera;
    const camera = this.#camera.clone();
    return {
      rise,
      eye: [position.x, position.y, position.z / rise],
      project: (x, y, share) => {
        const place = new Vector3(x, y, share * rise).project(camera);
        return [((place.x + 1) / 2) * width, ((1 - place.y) / 2) * height];
      },
    };
  }

  dispose(): void {
    empty(this.#rim);
    empty(this.#paths);
    this.#plane.geometry.dispose();
    this.#plane.material.dispose();
    this.#surface.dispose();
    this.#renderer.dispose();
  }
}

/** Takes what is drawn out of a group. */
function empty(group: Group): void {
  for (const child of group.children) {
    const { geometry, material } = child as Line2;
    geometry.dispose();
    material.dispose();
  }
  group.clear();
}

function addLines(group: Group, lines: readonly DrapedLine[]): void {
  for (const line of lines) {
    group.add(lineOf(line));
    if (!line.onTop) group.add(hiddenPart(lineOf({ ...line, opacity: HIDDEN * line.opacity })));
  }
}

function ballOf({ place, radius, color }: Ball, opacity = 1): Mesh<SphereGeometry, MeshBasicMaterial> {
  const material = new MeshBasicMaterial({ color, transparent: opacity < 1, opacity, depthWrite: false });
  const ball = new Mesh(new SphereGeometry(radius, 24, 16), material);
  ball.userData = { place };
  return ball;
}

/** Of something faint only what lies behind the surface: a path in a valley is seen through the hill before it. */
function hiddenPart<Part extends Mesh<BufferGeometry, Material>>(part: Part): Part {
  part.material.depthFunc = GreaterDepth;
  return part;
}

function lineOf({ points, color, dash, width, opacity, onTop = false }: DrapedLine): Line2 {
  const geometry = new LineGeometry();
  geometry.setPositions(points);
  const [dashSize = 1, gapSize = 1] = dash;
  const material = new LineMaterial({
    color,
    linewidth: width,
    dashed: dash.length > 0,
    dashSize,
    gapSize,
    transparent: opacity < 1,
    opacity,
    depthTest: !onTop,
    depthWrite: false,
  });
  const line = new Line2(geometry, material);
  if (onTop) line.renderOrder = 1;
  if (dash.length > 0) line.computeLineDistances();
  return line;
}
