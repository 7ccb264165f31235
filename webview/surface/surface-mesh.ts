import {
  BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  Float32BufferAttribute,
  Mesh,
  NearestFilter,
  RGBAFormat,
  ShaderMaterial,
  Uint32BufferAttribute,
} from 'three';
import { channelsOf } from '../../src/core/figures/hex-color.ts';

/** A surface over the plot, on a grid of samples. */
export interface SurfaceShape {
  readonly columns: number;
  readonly rows: number;
  /** In pixels of the flat plot. */
  readonly width: number;
  readonly height: number;
  /** From 0 to 1, rows from the bottom; NaN where there is a hole. */
  readonly heights: Float32Array;
  /** Whole numbers on the level lines. */
  readonly bands: Float32Array;
  /** The bands' colours, from the lowest, flat as in the contour plot and raised. */
  readonly flatColors: readonly string[];
  readonly raisedColors: readonly string[];
  readonly lineColor: string;
}

const VERTEX = `
attribute float band;
attribute vec2 slope;
uniform float rise;
varying float level;
varying vec3 tilt;
void main() {
  level = band;
  tilt = vec3(-slope * rise, 1.0);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xy, position.z * rise, 1.0);
}`;

/** Level lines are as sharp as the pixels, whatever the grid; the light fades as the surface is laid flat. */
const FRAGMENT = `
uniform sampler2D colors;
uniform vec3 lineColor;
uniform float count;
uniform float flatness;
varying float level;
varying vec3 tilt;
void main() {
  float at = (clamp(floor(level), 0.0, count - 1.0) + 0.5) / count;
  vec3 color = mix(texture2D(colors, vec2(at, 0.75)).rgb, texture2D(colors, vec2(at, 0.25)).rgb, flatness);
  float light = dot(normalize(tilt), normalize(vec3(-0.45, -0.35, 0.82)));
  color *= mix(0.74 + 0.34 * max(light, 0.0), 1.0, flatness);
  float across = abs(fract(level - 0.5) - 0.5) / max(length(vec2(dFdx(level), dFdy(level))), 1e-6);
  float line = (1.0 - smoothstep(0.1, 0.9, across)) * step(0.5, level) * step(level, count - 0.5);
  gl_FragColor = vec4(mix(color, lineColor, line), 1.0);
}`;

/** The surface itself, banded and lined like the contour plot. */
export class SurfaceMesh {
  readonly #material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    side: DoubleSide,
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
    uniforms: {
      rise: { value: 1 },
      flatness: { value: 0 },
      count: { value: 1 },
      colors: { value: null },
      lineColor: { value: new Color() },
    },
  });
  readonly mesh = new Mesh(new BufferGeometry(), this.#material);

  setShape(shape: SurfaceShape): void {
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometryOf(shape);
    const { flatColors, raisedColors, lineColor } = shape;
    const { colors, count, lineColor: line } = this.#material.uniforms as Record<string, { value: unknown }>;
    (colors?.value as DataTexture | null)?.dispose();
    if (colors) colors.value = texture([flatColors, raisedColors]);
    if (count) count.value = flatColors.length;
    // Colours pass through the shader as they are, without conversion.
    if (line) line.value = new Color().setStyle(lineColor, '');
  }

  /** @param rise the height of the highest point in pixels. */
  setRise(rise: number, flatness: number): void {
    const { uniforms } = this.#material;
    if (uniforms.rise) uniforms.rise.value = rise;
    if (uniforms.flatness) uniforms.flatness.value = flatness;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
  }
}

function geometryOf({ columns, rows, width, height, heights, bands }: SurfaceShape): BufferGeometry {
  const count = columns * rows;
  const positions = new Float32Array(3 * count);
  const slopes = new Float32Array(2 * count);
  const [stepX, stepY] = [width / (columns - 1), height / (rows - 1)];
  const at = (i: number, j: number) =>
    heights[Math.min(Math.max(j, 0), rows - 1) * columns + Math.min(Math.max(i, 0), columns - 1)] as number;
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const index = j * columns + i;
      positions[3 * index] = i * stepX - width / 2;
      positions[3 * index + 1] = j * stepY - height / 2;
      positions[3 * index + 2] = at(i, j) || 0;
      slopes[2 * index] = (at(i + 1, j) - at(i - 1, j)) / (2 * stepX) || 0;
      slopes[2 * index + 1] = (at(i, j + 1) - at(i, j - 1)) / (2 * stepY) || 0;
    }
  const triangles: number[] = [];
  const solid = (...corners: number[]) => {
    if (corners.every((corner) => !Number.isNaN(heights[corner]))) triangles.push(...corners);
  };
  for (let j = 0; j < rows - 1; j++)
    for (let i = 0; i < columns - 1; i++) {
      const corner = j * columns + i;
      solid(corner, corner + 1, corner + columns);
      solid(corner + 1, corner + columns + 1, corner + columns);
    }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.setAttribute('slope', new Float32BufferAttribute(slopes, 2));
  geometry.setAttribute('band', new Float32BufferAttribute(bands, 1));
  geometry.setIndex(new Uint32BufferAttribute(triangles, 1));
  // The height comes in only in the shader: what three.js would work out is no use.
  geometry.computeBoundingSphere();
  if (geometry.boundingSphere) geometry.boundingSphere.radius *= 2;
  return geometry;
}

/** A row of pixels per palette. */
function texture(palettes: readonly (readonly string[])[]): DataTexture {
  const width = palettes[0]?.length ?? 1;
  const pixels = palettes.flatMap((palette) => palette.flatMap((color) => [...channelsOf(color), 255]));
  const made = new DataTexture(new Uint8Array(pixels), width, palettes.length, RGBAFormat);
  made.magFilter = NearestFilter;
  made.minFilter = NearestFilter;
  made.needsUpdate = true;
  return made;
}
