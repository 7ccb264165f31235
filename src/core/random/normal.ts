import { erfc } from '../special/erfc.ts';
import { normalKernel } from './normal-kernel.ts';
import { LOW, type Xoshiro256 } from './xoshiro256.ts';

const LAYERS = 256;

/**
 * Where the tail begins: the right end of the lowest rectangle, such that 256 parts of the same area cover
 * the density.
 */
const TAIL = 3.6541528853610088;

const density = (x: number): number => Math.exp(-0.5 * x * x);

/** The area of each layer: that of the lowest, its rectangle and the tail. */
const AREA = TAIL * density(TAIL) + Math.sqrt(Math.PI / 2) * erfc(TAIL / Math.SQRT2);

/**
 * For layer i, at 2i its width xᵢ times 2⁻⁵² and at 2i + 1 the width xᵢ₊₁ of the layer above, within which a
 * point needs no look at the density. x₀ = area/density(tail) is wider than the tail's start; x₁ is the
 * tail's start; x₂₅₆ = 0.
 */
const WIDTHS = new Float64Array(2 * LAYERS);
/** The density at xᵢ. */
const HEIGHTS = new Float64Array(LAYERS + 1);

let width = AREA / density(TAIL);
let height = density(TAIL);
let narrower = TAIL;
for (let i = 0; i < LAYERS; i++) {
  WIDTHS[2 * i] = width * 2 ** -52;
  WIDTHS[2 * i + 1] = narrower;
  HEIGHTS[i] = i === 0 ? 0 : height;
  width = narrower;
  height = density(width);
  narrower = i < LAYERS - 2 ? Math.sqrt(-2 * Math.log(AREA / width + height)) : 0;
}
HEIGHTS[LAYERS] = 1;

/**
 * The next standard normal deviate: mean 0, variance 1, symmetric, never 0.
 *
 * The ziggurat of Marsaglia & Tsang 2000 (J. Stat. Software 5(8)) with 256 layers. The layer comes from the
 * lowest 8 bits of a step and the place within it from the 53 highest, so that the two are independent
 * (Doornik 2005, An improved ziggurat method).
 */
export function normal(random: Xoshiro256): number {
  random.advance();
  const low = random.low;
  const layer = (low & 255) << 1;
  // A signed number of 53 bits, and a half, so that both signs are alike.
  const x = (random.high * 2 ** 21 + (low >>> 11) + 0.5) * WIDTHS[layer]!;
  if (Math.abs(x) < WIDTHS[layer + 1]!) return x;
  return outside(random, layer >> 1, x);
}

/** Fewer deviates are not worth the way into WebAssembly and back. */
const WORTH_KERNEL = 64;

let kernel: ReturnType<typeof normalKernel> | 'none';

/**
 * Fills `out` with independent standard normal deviates: the same as `normal` would give one by one, in two
 * thirds of the time; long vectors in a third of that, by WebAssembly.
 */
export function fillNormal(random: Xoshiro256, out: Float64Array): void {
  if (out.length >= WORTH_KERNEL) {
    kernel ??= normalKernel(WIDTHS) ?? 'none';
    if (kernel !== 'none') {
      kernel(random, out, outside);
      return;
    }
  }
  for (let i = fillInside(random, out, 0); i < out.length; i = fillInside(random, out, i + 1)) {
    out[i] = outside(random, random.low & 255, out[i]!);
  }
}

/**
 * `normal` from out[i] on, as far as the first point that lies beyond the layer above (every 80th or so):
 * that point is the last written, and its index is returned. `advance` is written out so that the state stays
 * in registers, and nothing rare is in the loop, for a rare path that is met after compilation throws the
 * compiled code away.
 */
function fillInside(random: Xoshiro256, out: Float64Array, start: number): number {
  const w = random.words;
  let low0 = w[0]!;
  let high0 = w[1]!;
  let low1 = w[2]!;
  let high1 = w[3]!;
  let low2 = w[4]!;
  let high2 = w[5]!;
  let low3 = w[6]!;
  let high3 = w[7]!;
  let i = start;
  for (; i < out.length; i++) {
    const sumLow = (low0 + low3) | 0;
    const sumHigh = (high0 + high3 + (((low0 & low3) | ((low0 | low3) & ~sumLow)) >>> 31)) | 0;
    const turnedLow = (sumLow << 23) | (sumHigh >>> 9);
    const turnedHigh = (sumHigh << 23) | (sumLow >>> 9);
    const low = (turnedLow + low0) | 0;
    const high = (turnedHigh + high0 + (((turnedLow & low0) | ((turnedLow | low0) & ~low)) >>> 31)) | 0;

    const shiftedLow = low1 << 17;
    const shiftedHigh = (high1 << 17) | (low1 >>> 15);
    low2 ^= low0;
    high2 ^= high0;
    low3 ^= low1;
    high3 ^= high1;
    low1 ^= low2;
    high1 ^= high2;
    low0 ^= low3;
    high0 ^= high3;
    low2 ^= shiftedLow;
    high2 ^= shiftedHigh;
    const rotatedLow = (high3 << 13) | (low3 >>> 19);
    high3 = (low3 << 13) | (high3 >>> 19);
    low3 = rotatedLow;

    const layer = (low & 255) << 1;
    const x = (high * 2 ** 21 + (low >>> 11) + 0.5) * WIDTHS[layer]!;
    out[i] = x;
    if (Math.abs(x) >= WIDTHS[layer + 1]!) {
      w[LOW] = low;
      break;
    }
  }
  store(w, low0, high0, low1, high1, low2, high2, low3, high3);
  return i;
}

function store(
  w: Int32Array,
  low0: number,
  high0: number,
  low1: number,
  high1: number,
  low2: number,
  high2: number,
  low3: number,
  high3: number,
): void {
  w[0] = low0;
  w[1] = high0;
  w[2] = low1;
  w[3] = high1;
  w[4] = low2;
  w[5] = high2;
  w[6] = low3;
  w[7] = high3;
}

/**
 * A point of a layer beyond the layer above (1.2 % come here): under the density it counts, otherwise another
 * is drawn.
 */
function outside(random: Xoshiro256, layer: number, x: number): number {
  if (layer === 0) return x < 0 ? -tail(random) : tail(random);
  const y = HEIGHTS[layer]! + random.uniform() * (HEIGHTS[layer + 1]! - HEIGHTS[layer]!);
  return y < density(x) ? x : normal(random);
}

/**
 * A normal deviate beyond the start of the tail (Marsaglia 1964, A variate from the normal tail,
 * Technometrics 6).
 */
function tail(random: Xoshiro256): number {
  for (;;) {
    const beyond = -Math.log(random.openUniform()) / TAIL;
    if (-2 * Math.log(random.openUniform()) > beyond * beyond) return TAIL + beyond;
  }
}
