import { describe, expect, test } from 'vitest';
import { compileStraightLine } from '../../../../src/core/compile/compile-straight-line.ts';
import { compileTape } from '../../../../src/core/compile/compile-tape.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { ulpsBetween } from '../special/ulps.ts';

/** From mpmath, in 40 digits: x and the value there, which holds for −x as well, or with the other sign. */
const VALUES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  sinh: [
    [1e-300, 1e-300],
    [1e-9, 1e-9],
    [0.0003, 0.0003000000045],
    [0.03, 0.03000450020250434],
    [0.2, 0.201336002541094],
    [0.34, 0.34658863390049205],
    [0.36, 0.3678265442446546],
    [0.7, 0.7585837018395335],
    [0.99, 1.1598288906636083],
    [1.3, 1.698382437292616],
    [2.5, 6.0502044810397875],
    [5.0, 74.20321057778875],
    [19.0, 89241150.48159362],
    [21.0, 659407867.2416073],
    [40.0, 1.1769263341851e17],
    [299.0, 3.5728936839900616e129],
    [301.0, 2.6400311866517565e130],
    [700.0, 5.0711602736750225e303],
  ],
  cosh: [
    [1e-300, 1.0],
    [1e-9, 1.0],
    [0.0003, 1.0000000450000004],
    [0.03, 1.0004500337510125],
    [0.2, 1.020066755619076],
    [0.34, 1.0583589566631018],
    [0.36, 1.0655028703156857],
    [0.7, 1.255169005630943],
    [0.99, 1.531405581685654],
    [1.3, 1.9709142303266285],
    [2.5, 6.132289479663686],
    [5.0, 74.20994852478785],
    [19.0, 89241150.48159364],
    [21.0, 659407867.2416073],
    [40.0, 1.1769263341851e17],
    [299.0, 3.5728936839900616e129],
    [301.0, 2.6400311866517565e130],
    [700.0, 5.0711602736750225e303],
  ],
  tanh: [
    [1e-300, 1e-300],
    [1e-9, 1e-9],
    [0.0003, 0.0002999999910000003],
    [0.03, 0.029991003238820143],
    [0.2, 0.197375320224904],
    [0.34, 0.32747739480870536],
    [0.36, 0.3452140341355209],
    [0.7, 0.6043677771171635],
    [0.99, 0.7573623242165263],
    [1.3, 0.8617231593133063],
    [2.5, 0.9866142981514303],
    [5.0, 0.9999092042625951],
    [19.0, 0.9999999999999999],
    [21.0, 1.0],
    [40.0, 1.0],
    [299.0, 1.0],
    [301.0, 1.0],
    [700.0, 1.0],
  ],
  logcosh: [
    [1e-9, 5e-19],
    [0.0003, 4.4999999325000006e-8],
    [0.03, 0.00044993251619557516],
    [0.2, 0.019868071840007315],
    [0.34, 0.05671955440371689],
    [0.36, 0.06344686642027907],
    [0.7, 0.22727022935850558],
    [0.99, 0.4261859945156674],
    [1.3, 0.6784975114077245],
    [2.5, 1.8135681679291729],
    [5.0, 4.3068982183392714],
    [19.0, 18.306852819440056],
    [21.0, 20.306852819440056],
    [40.0, 39.30685281944005],
    [299.0, 298.30685281944005],
    [301.0, 300.30685281944005],
    [700.0, 699.3068528194401],
  ],
};

for (const [name, values] of Object.entries(VALUES)) {
  describe(name, () => {
    const b = new GraphBuilder();
    const x = b.parameter('x', [2], 0);
    const y = b.apply(name, [x]);
    const sign = name === 'sinh' || name === 'tanh' ? -1 : 1;
    for (const compile of [compileStraightLine, compileTape, compileWasm]) {
      test(`to a few units in the last place by ${compile.name}`, () => {
        const run = compile(b.nodes, [b.constant(0), y]) as NonNullable<ReturnType<typeof compile>>;
        const out = new Float64Array(2);
        for (const [at, value] of values) {
          run(Float64Array.of(at, -at), out);
          expect(ulpsBetween(out[0] as number, value), `${name}(${at})`).toBeLessThanOrEqual(4);
          expect(ulpsBetween(out[1] as number, sign * value), `${name}(${-at})`).toBeLessThanOrEqual(4);
        }
      });
    }
  });
}
