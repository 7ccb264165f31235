/**
 * What a generator is at a moment, as plain data: four words of 64 bits as eight of 32, kept bits and their
 * count.
 */
export type RandomState = readonly number[];

/** Where things lie in `words`; the state first, every 64-bit word low half before high half. */
const HIGH = 8;
export const LOW = 9;
const BITS = 10;
const BITS_LEFT = 11;

/** The polynomial of `jump`, its 256 bits from the lowest. */
const JUMP = [
  0x3cfd0aba, 0x180ec6d3, 0xf0c9392c, 0xd5a61266, 0xe03fc9aa, 0xa9582618, 0x29b1661c, 0x39abdc45,
] as const;

/**
 * The pseudo-random generator xoshiro256++: period 2²⁵⁶ − 1, 64 bits a step, in 32-bit whole-number
 * arithmetic, so that the same seed gives the same numbers everywhere.
 *
 * Blackman & Vigna 2021, Scrambled linear pseudorandom number generators, ACM TOMS 47(4):36; seeded by
 * splitmix64 (Steele, Lea & Flood 2014).
 */
export class Xoshiro256 {
  /**
   * The state's eight words, then the last step's output and the bits kept by `bit`. For this class and for
   * loops that hold the state in local variables, which is faster by half; everybody else reads `state`.
   */
  readonly words = new Int32Array(12);

  /**
   * @param seed a whole number from 0 to 2⁵³ − 1.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(
        `The seed is ${seed}; it must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
      );
    }
    let x = BigInt(seed);
    for (let i = 0; i < 8; i += 2) {
      x += 0x9e3779b97f4a7c15n;
      let z = BigInt.asUintN(64, x);
      z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
      z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
      z ^= z >> 31n;
      this.words[i] = Number(z & 0xffffffffn);
      this.words[i + 1] = Number(z >> 32n);
    }
  }

  /**
   * A generator that goes on where another was when it was asked for its `state`.
   *
   * @throws RangeError if that is no state of a generator.
   */
  static from(state: RandomState): Xoshiro256 {
    const whole = state.every((word) => word === (word | 0));
    if (
      state.length !== 10 ||
      !whole ||
      !state.slice(0, 8).some((word) => word !== 0) ||
      state[9]! < 0 ||
      state[9]! > 32
    ) {
      throw new RangeError('This is no state of a generator; pass one that `state` gave, unchanged');
    }
    const random = new Xoshiro256(0);
    random.words.set(state.slice(0, 8));
    random.words[BITS] = state[8]!;
    random.words[BITS_LEFT] = state[9]!;
    return random;
  }

  /** `count` generators of one seed whose numbers do not overlap: 2¹²⁸ steps lie between one and the next. */
  static streams(seed: number, count: number): Xoshiro256[] {
    const random = new Xoshiro256(seed);
    return Array.from({ length: count }, () => {
      const stream = random.copy();
      random.jump();
      return stream;
    });
  }

  /** The state as plain data, for `from`; fit for JSON. */
  get state(): RandomState {
    const { words } = this;
    return [...words.subarray(0, 8), words[BITS]!, words[BITS_LEFT]!];
  }

  copy(): Xoshiro256 {
    return Xoshiro256.from(this.state);
  }

  /** Takes one step; its 64 bits are then `high` and `low`. */
  advance(): void {
    const w = this.words;
    const low0 = w[0]!;
    const high0 = w[1]!;
    const low1 = w[2]!;
    const high1 = w[3]!;
    let low3 = w[6]!;
    let high3 = w[7]!;

    // rotate(s0 + s3, 23) + s0; the carry of a sum is the majority of the two top bits and the sum's,
    // inverted.
    const sumLow = (low0 + low3) | 0;
    const sumHigh = (high0 + high3 + (((low0 & low3) | ((low0 | low3) & ~sumLow)) >>> 31)) | 0;
    const turnedLow = (sumLow << 23) | (sumHigh >>> 9);
    const turnedHigh = (sumHigh << 23) | (sumLow >>> 9);
    const outLow = (turnedLow + low0) | 0;
    w[LOW] = outLow;
    w[HIGH] = turnedHigh + high0 + (((turnedLow & low0) | ((turnedLow | low0) & ~outLow)) >>> 31);

    const low2 = w[4]! ^ low0;
    const high2 = w[5]! ^ high0;
    low3 ^= low1;
    high3 ^= high1;
    w[0] = low0 ^ low3;
    w[1] = high0 ^ high3;
    w[2] = low1 ^ low2;
    w[3] = high1 ^ high2;
    w[4] = low2 ^ (low1 << 17);
    w[5] = high2 ^ ((high1 << 17) | (low1 >>> 15));
    w[6] = (high3 << 13) | (low3 >>> 19);
    w[7] = (low3 << 13) | (high3 >>> 19);
  }

  /** The upper 32 bits of the last step, as a signed number. */
  get high(): number {
    return this.words[HIGH]!;
  }

  /** The lower 32 bits of the last step, as a signed number. */
  get low(): number {
    return this.words[LOW]!;
  }

  /** The next number of 32 random bits, from 0 to 2³² − 1. */
  uint32(): number {
    this.advance();
    return this.high >>> 0;
  }

  /** The next number in [0, 1), one of 2⁵³ evenly spaced ones. */
  uniform(): number {
    this.advance();
    return ((this.high >>> 0) * 2 ** 21 + (this.low >>> 11)) * 2 ** -53;
  }

  /** The next number in (0, 1), never 0: for logarithms. */
  openUniform(): number {
    this.advance();
    return ((this.high >>> 0) * 2 ** 20 + (this.low >>> 12) + 0.5) * 2 ** -52;
  }

  /** The next random bit, 0 or 1; a step is taken for every 32nd only. */
  bit(): number {
    const w = this.words;
    if (w[BITS_LEFT] === 0) {
      this.advance();
      w[BITS] = w[HIGH]!;
      w[BITS_LEFT] = 32;
    }
    const bits = w[BITS]!;
    w[BITS] = bits >>> 1;
    w[BITS_LEFT]!--;
    return bits & 1;
  }

  /**
   * Goes on by 2¹²⁸ steps: the start of the next of 2¹²⁸ streams that do not overlap. Kept bits are dropped.
   */
  jump(): void {
    const sum = new Int32Array(8);
    for (const word of JUMP) {
      for (let b = 0; b < 32; b++) {
        if ((word >>> b) & 1) for (let i = 0; i < 8; i++) sum[i]! ^= this.words[i]!;
        this.advance();
      }
    }
    this.words.fill(0);
    this.words.set(sum);
  }
}
