const reasons: readonly (readonly [reason: string, names: string])[] = [
  [
    'all numbers are real here; write the real part as an expression of its own',
    'complex re im arg conj nthRoots polynomialRoot fft ifft freqz zpk2tf',
  ],
  [
    'whole numbers and bits have no derivative; write it with floor, mod and comparisons, or as a constant of its own',
    'gcd lcm xgcd invmod bitAnd bitOr bitXor bitNot leftShift rightArithShift rightLogShift bellNumbers catalan stirlingS2 composition xor compare',
  ],
  ['write it with gamma: n! is gamma(n + 1)', 'combinations combinationsWithRep permutations multinomial'],
  [
    'entries are not sorted here; choose them by max and min, or by their places, x[2]',
    'sort median mode quantileSeq mad partitionSelect',
  ],
  [
    'what is drawn at random is no function; write numbers, or random starts, from x in [-1, 1], starts = 20',
    'random randomInt pickRandom',
  ],
  [
    'derivatives and formulas are worked out by themselves; write the function alone',
    'derivative simplify rationalize parse evaluate compile resolve simplifyCore simplifyConstant leafCount symbolicEqual',
  ],
  [
    'this decomposition is not to be had here; write lusolve(A, b), inv(A) or det(A)',
    'eigs lup qr slu schur expm sqrtm pinv lsolve usolve sylvester lyap null',
  ],
  [
    'write the array itself, its entries x[i] and spans x[1:3], or an index sum, sum(i, 1, n, …)',
    'map filter forEach subset range reshape squeeze column row diff cumsum kron diag rotate mapSlices matrixFromRows matrixFromColumns matrixFromFunction',
  ],
  ['a unit has no value here; write the number', 'unit to splitUnit toBest number bignumber fraction'],
];

/** Functions of mathjs that are not to be had here, and why, or what to write instead. */
export const ABSENT_FUNCTIONS: Readonly<Record<string, string>> = Object.fromEntries(
  reasons.flatMap(([reason, names]) => names.split(' ').map((name) => [name, reason])),
);
