/** A value type of WebAssembly. */
export type ValueType = 'i32' | 'i64' | 'f64' | 'v128';

const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

/** The parameters and results of a function. */
export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A function under construction: its code, and its locals as they are asked for. */
export class FunctionBody {
  readonly code: number[] = [];
  private readonly locals: ValueType[] = [];

  constructor(
    readonly index: number,
    readonly signature: Signature,
  ) {}

  /** A new local variable's number. */
  local(type: ValueType): number {
    this.locals.push(type);
    return this.signature.parameters.length + this.locals.length - 1;
  }

  /** Appends bytes. */
  emit(...bytes: readonly number[]): this {
    this.code.push(...bytes);
    return this;
  }

  encode(): number[] {
    const groups: number[] = [];
    let count = 0;
    for (let i = 0; i < this.locals.length; ) {
      let same = 1;
      while (this.locals[i + same] === this.locals[i]) same++;
      groups.push(...unsigned(same), TYPES[this.locals[i] as ValueType]);
      count++;
      i += same;
    }
    const header = [...unsigned(count), ...groups];
    const size = unsigned(header.length + this.code.length + 1);
    return concat([size, header, this.code, [0x0b]]);
  }
}

/** Assembles a WebAssembly module with one imported memory (WebAssembly Core Specification 2.0, section 5). */
export class ModuleBuilder {
  private readonly signatures: Signature[] = [];
  private readonly imports: { readonly name: string; readonly type: number }[] = [];
  private readonly bodies: FunctionBody[] = [];
  private readonly exports: { readonly name: string; readonly index: number }[] = [];
  private readonly constants: (readonly number[])[] = [];

  /** An imported function's number; imports come before all functions. The same name is imported once. */
  import(name: string, signature: Signature): number {
    const there = this.imports.findIndex((each) => each.name === name);
    if (there >= 0) return there;
    if (this.bodies.length > 0) throw new Error('imports come before functions');
    return this.imports.push({ name, type: this.type(signature) }) - 1;
  }

  /** A new function, to be filled. */
  function(signature: Signature, exported?: string): FunctionBody {
    this.type(signature);
    const body = new FunctionBody(this.imports.length + this.bodies.length, signature);
    this.bodies.push(body);
    if (exported !== undefined) this.exports.push({ name: exported, index: body.index });
    return body;
  }

  /** The number of a global that holds what an instruction makes, a constant v128; the same is there once. */
  constant(instruction: readonly number[]): number {
    const there = this.constants.findIndex((each) => each.every((byte, i) => byte === instruction[i]));
    return there >= 0 ? there : this.constants.push(instruction) - 1;
  }

  private type(signature: Signature): number {
    const key = (each: Signature) => `${each.parameters.join()}>${each.results.join()}`;
    const there = this.signatures.findIndex((each) => key(each) === key(signature));
    return there >= 0 ? there : this.signatures.push(signature) - 1;
  }

  /** The module's bytes. @param pages - The least size of the imported memory `env.memory`, in pages of 64 KiB. */
  encode(pages: number): Uint8Array<ArrayBuffer> {
    const types = this.signatures.map(({ parameters, results }) => [
      0x60,
      ...vector(parameters.map((type) => [TYPES[type]])),
      ...vector(results.map((type) => [TYPES[type]])),
    ]);
    const memory = [...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(pages)];
    const imports = this.imports.map(({ name, type }) => [
      ...text('env'),
      ...text(name),
      0x00,
      ...unsigned(type),
    ]);
    const functions = this.bodies.map(({ signature }) => unsigned(this.type(signature)));
    const exports = this.exports.map(({ name, index }) => [...text(name), 0x00, ...unsigned(index)]);
    return Uint8Array.from(
      concat([
        [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
        section(1, vector(types)),
        section(2, vector([memory, ...imports])),
        section(3, vector(functions)),
        section(6, vector(this.constants.map((instruction) => [TYPES.v128, 0x00, ...instruction, 0x0b]))),
        section(7, vector(exports)),
        section(10, vector(this.bodies.map((body) => body.encode()))),
      ]),
    );
  }
}

function section(id: number, content: readonly number[]): number[] {
  return concat([[id], unsigned(content.length), content]);
}

function vector(items: readonly (readonly number[])[]): number[] {
  return concat([unsigned(items.length), ...items]);
}

/** The engine's own: a loop over bytes takes ten times as long before it is optimized. */
function concat(parts: readonly (readonly number[])[]): number[] {
  return ([] as number[]).concat(...parts);
}

function text(name: string): number[] {
  const bytes = Array.from(name, (character) => character.charCodeAt(0));
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128 of a number ≥ 0 below 2³². */
export function unsigned(value: number): number[] {
  // Nearly all are so small, and most modules are made by code that the engine has not compiled yet.
  if (value < 0x80) return [value];
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit number. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** The eight bytes of a double, least first. */
export function doubleBytes(value: number): number[] {
  scratch.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => scratch.getUint8(i));
}
