import { I } from '../compile/wasm/instructions.ts';
import { ModuleBuilder } from '../compile/wasm/module-builder.ts';
import { webAssembly } from '../compile/wasm/wasm-environment.ts';
import { LOW, type Xoshiro256 } from './xoshiro256.ts';

/** The normal deviate that a point beyond the layer above leads to. */
type Outside = (random: Xoshiro256, layer: number, x: number) => number;

/** Where things lie in the kernel's memory, in bytes: the state with the last output, the widths, the deviates. */
const WIDTHS = 64;
const DEVIATES = 8192;
/** Deviates made at a time. */
const CAPACITY = 2048;

/**
 * Fills a vector with normal deviates in WebAssembly, whose 64-bit numbers suit the generator: bit for bit the same as in
 * JavaScript, in a third of the time.
 *
 * @param widths - The ziggurat's: at 2i the width of layer i times 2⁻⁵², at 2i + 1 that of the layer above.
 * @returns Undefined where there is no WebAssembly, or a content policy forbids it.
 */
export function normalKernel(
  widths: Float64Array,
): ((random: Xoshiro256, out: Float64Array, outside: Outside) => void) | undefined {
  const api = webAssembly();
  if (!api) return undefined;
  try {
    const memory = new api.Memory({ initial: 1 });
    const { exports } = new api.Instance(new api.Module(assemble()), { env: { memory } });
    const inside = exports.inside as (at: number, end: number) => number;
    const state = new Int32Array(memory.buffer, 0, 9);
    const deviates = new Float64Array(memory.buffer, DEVIATES, CAPACITY);
    new Float64Array(memory.buffer, WIDTHS, widths.length).set(widths);
    return (random, out, outside) => {
      const { words } = random;
      for (let first = 0; first < out.length; first += CAPACITY) {
        const count = Math.min(CAPACITY, out.length - first);
        const end = DEVIATES + 8 * count;
        for (let at = DEVIATES; at < end; at += 8) {
          for (let i = 0; i < 8; i++) state[i] = words[i] as number;
          at = inside(at, end);
          for (let i = 0; i < 8; i++) words[i] = state[i] as number;
          if (at === end) break;
          words[LOW] = state[8] as number;
          const place = (at - DEVIATES) / 8;
          deviates[place] = outside(random, random.low & 255, deviates[place] as number);
        }
        out.set(deviates.subarray(0, count), first);
      }
    };
  } catch {
    return undefined;
  }
}

/** Instructions on 64-bit whole numbers. */
const Q = {
  constant: (value: number) => [0x42, value],
  load: (offset: number) => [0x29, 0x03, offset],
  store: (offset: number) => [0x37, 0x03, offset],
  add: [0x7c],
  xor: [0x85],
  shl: [0x86],
  shrS: [0x87],
  rotl: [0x89],
  toF64: [0xb9],
  toI32: [0xa7],
} as const;

/**
 * `inside(at, end)`: writes deviates from address `at` on, up to `end` or the first point that lies beyond the layer above; that one
 * is the last written, and its address is returned.
 */
function assemble(): Uint8Array<ArrayBuffer> {
  const builder = new ModuleBuilder();
  const body = builder.function({ parameters: ['i32', 'i32'], results: ['i32'] }, 'inside');
  const [at, end] = [0, 1];
  const s = [0, 1, 2, 3].map(() => body.local('i64')) as [number, number, number, number];
  const [output, shifted] = [body.local('i64'), body.local('i64')];
  const [x, layer] = [body.local('f64'), body.local('i32')];
  const get = I.localGet;
  const set = I.localSet;
  const xor = (target: number, other: number) => [...get(target), ...get(other), ...Q.xor, ...set(target)];
  const i32And = 0x71;
  const i64 = s.map((local, i) => ({ local, offset: 8 * i }));
  const load = i64.flatMap(({ local, offset }) => [...I.i32Const(0), ...Q.load(offset), ...set(local)]);
  const store = [...i64, { local: output, offset: 32 }].flatMap(({ local, offset }) => [
    ...I.i32Const(0),
    ...get(local),
    ...Q.store(offset),
  ]);
  body.emit(...load, ...I.block, ...I.loop);
  // xoshiro256++: rotate(s0 + s3, 23) + s0, then the state's step.
  body.emit(
    ...get(s[0]),
    ...get(s[3]),
    ...Q.add,
    ...Q.constant(23),
    ...Q.rotl,
    ...get(s[0]),
    ...Q.add,
    ...set(output),
  );
  body.emit(...get(s[1]), ...Q.constant(17), ...Q.shl, ...set(shifted));
  body.emit(
    ...xor(s[2], s[0]),
    ...xor(s[3], s[1]),
    ...xor(s[1], s[2]),
    ...xor(s[0], s[3]),
    ...xor(s[2], shifted),
  );
  body.emit(...get(s[3]), ...Q.constant(45), ...Q.rotl, ...set(s[3]));
  // The 53 highest bits with a sign, and a half, times the width of the layer that the 8 lowest bits choose.
  body.emit(
    ...get(at),
    ...get(output),
    ...Q.constant(11),
    ...Q.shrS,
    ...Q.toF64,
    ...I.f64Const(0.5),
    ...I.f64Add,
  );
  body.emit(
    ...get(output),
    ...Q.toI32,
    ...I.i32Const(255),
    i32And,
    ...I.i32Const(4),
    ...I.i32Shl,
    ...I.localTee(layer),
  );
  body.emit(...I.f64Load(WIDTHS), ...I.f64Mul, ...I.localTee(x), ...I.f64Store(0));
  body.emit(...get(x), ...I.f64Abs, ...get(layer), ...I.f64Load(WIDTHS + 8), ...I.f64Ge, ...I.brIf(1));
  body.emit(
    ...get(at),
    ...I.i32Const(8),
    ...I.i32Add,
    ...I.localTee(at),
    ...get(end),
    ...I.i32LtU,
    ...I.brIf(0),
  );
  body.emit(...I.end, ...I.end, ...store, ...get(at));
  return builder.encode(1);
}
