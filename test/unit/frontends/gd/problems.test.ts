import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../../src/core/gradients/registry.ts';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { expectProblems } from '../../support/marked.ts';

const METHOD_NAMES = Object.keys(METHODS).join(', ');

describe('statements', () => {
  test.each([
    [
      '«hello world»',
      'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    ],
    [
      '«x == 2»',
      'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    ],
    [
      '«f(x)»',
      'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    ],
    [
      '«= 2»',
      'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    ],
    ['a «=»', 'a has no value yet; write an expression after "="'],
    ['f(x) «=»', 'f has no value yet; write an expression after "="'],
    ['f«(»x = 2', 'the parameters are not closed; write the missing ")"'],
    ['f«()» = 2', 'f has no parameters; write at least one, f(x), or make it a constant'],
    ['f(«2») = 2', 'a parameter is a name, or a name with its size; write x, w[2] or W[3, 4]'],
    ['f(«x y») = 2', 'a parameter is a name, or a name with its size; write x, w[2] or W[3, 4]'],
    ['f(x, «x») = x', 'x is there twice; give each parameter its own name'],
    [
      'f(w[«0»]) = 1',
      'the size of w is a whole number from 1 to 10 million, not 0; write w[2] for two entries',
    ],
    [
      'f(w[«2.5»]) = 1',
      'the size of w is a whole number from 1 to 10 million, not 2.5; write w[2] for two entries',
    ],
    ['«from» = 2', 'from is a word of the language; write another name, such as from1'],
    ['f(«end») = 2', 'end is a word of the language; write another name, such as end1'],
    ['a = 1\n«a» = 2', 'a is defined twice; give one of them another name'],
    ['a = 1\n«a»(x) = x', 'a is defined twice; give one of them another name'],
    [
      'f(x) = x +«»'.replace('+«»', '«+»'),
      'the expression ends after "+"; write what is to follow, or take it away',
    ],
  ])('%s', (text, message) => {
    expectProblems(text, message);
  });
});

describe('names, arguments and shapes', () => {
  test.each([
    ['f(x) = «y»', 'there is no y here; make it a parameter, or define it: y = 1'],
    ['f(x) = x + «alpha»', 'there is no alpha here; make it a parameter, or define it: alpha = 1'],
    ['f(x) = «foo»(x)', 'there is no function foo; define it: foo(x) = …'],
    ['f(x) = «sqr»(x)', 'there is no function sqr; did you mean sqrt?'],
    ['f(a, b) = a^2 - «ab» + b^2', 'there is no ab here; did you mean a*b?'],
    ['f(x) = «sin(x, x)»', 'sin takes 1 argument, not 2; write sin(x)'],
    ['f(x) = «atan2(x)»', 'atan2 takes 2 arguments, not 1; write atan2(x, y)'],
    ['f(x) = «log(x, 2, 3)»', 'log takes 1 to 2 arguments, not 3; write log(x)'],
    ['f(x) = «sin»', 'sin is a function; write its arguments, sin(…)'],
    ['f(x) = «x»(2)', 'x is a value, not a function; write x*(…) for a product, x[…] for an entry'],
    ['h(a, b) = a*b\nf(x) = «h(x)»', 'h takes 2 arguments, not 1; write h(a, b)'],
    [
      'f(x) = «f(x - 1)»',
      'f calls itself, which has no end here; write it with sum(i, 1, n, …), or without the call',
    ],
    ['f(x) = «"text"»', 'text has no value here; write a number'],
    ['f(x) = «x.y»', 'there is no y to be had here; only data have named columns'],
    ['f(x) = sum(«[]»)', 'an array needs at least one entry; write [1, 2]'],
    ['f(x) = «end» + x', '"end" has a meaning only inside an index, as in x[end]'],
    [
      'f(w[2]) = «w»',
      'the value of f is a vector of 2, not one number; sum it up, sum(…), or take one entry',
    ],
    [
      'f(X[4, 3], w[2]) = sum(«X*w»)',
      'X*w: X is 4×3, w has 2; the inner sizes must agree, or write .* for each entry',
    ],
    ['f(v[2], w[3]) = sum(«v + w»)', 'a vector of 2 and a vector of 3 do not fit entry by entry'],
    ['f(v[2]) = sum(«1/v»)', 'v is a vector of 2 and cannot divide; write ./ to divide entry by entry'],
    ['f(v[2]) = sum(«v^2»)', 'v is a vector of 2; write .^ for the power of each entry'],
    ['f(A[2, 3]) = «det(A)»', 'det takes a square matrix, not 2×3'],
    ['f(v[2]) = v[«3»]', 'index 3 is outside v, which has 2; write one from 1 to 2'],
    ['f(v[2]) = v[«0»]', 'index 0 is outside v, which has 2; write one from 1 to 2'],
    ['f(v[2]) = v[«1.5»]', 'an index is a whole number, not 1.5; write one from 1 to 2'],
    ['f(v[2]) = «v[1, 1]»', 'v is a vector of 2; write one index instead of 2'],
    ['f(x) = «x[1]»', 'x is a number and has no entries; take the index away'],
    [
      'f(v[2], i) = v[«i»]',
      'an index is a fixed number or an index of sum(i, …), it cannot depend on parameters; use cond ? a : b to choose',
    ],
    ['f(v[3]) = sum(v[«1:0:3»])', 'the step of a span is not 0; write 1 or -1'],
    [
      'f(v[3]) = sum(v[«v > 0»])',
      'a condition selects no entries here; write their places, x[[1, 3]], or sum(cond ? x : 0)',
    ],
    [
      'f(v[2]) = v[«[true, true]»][1]',
      'a condition selects no entries here; write their places, x[[1, 3]], or sum(cond ? x : 0)',
    ],
    [
      'f(n) = sum(i, 1, «n», i)',
      'the ends of sum(i, …) are fixed whole numbers or depend on the indices of sums around; write such',
    ],
    ['f(x) = sum(i, 1, «2.5», i*x)', 'the ends of sum(i, …) are whole numbers, not 2.5; write such'],
    [
      'f(x) = sum(«x», 1, 2, 3)',
      'x has a value already and cannot count; name the index otherwise, or write sum([x, …]) for a sum of numbers',
    ],
    [
      'f(x) = sum(i, 1, 3, sum(«i», 1, 2, i*x))',
      'i has a value already and cannot count; name the index otherwise, or write sum([i, …]) for a sum of numbers',
    ],
    ['f(x) = «sum(i, 1, 1e8, i*x)»', 'sum(i, …) has 100000000 terms; at most 10 million can be summed'],
    ['f(x[3]) = sum(i, 1, 3, x[«i + 1»])', 'index 4 is outside x, which has 3; write one from 1 to 3'],
    [
      'f(v[2]) = «max(v, 2)»',
      'max works along an axis from 1 to 1 here; write one of them, or leave it out for all entries',
    ],
    [
      'f(A[2, 2]) = «norm(A)»',
      'in mathjs this norm of a matrix is its greatest singular value, which is not to be had here; write norm(A, "fro"), or norm(A, 2, 1) along an axis',
    ],
    [
      'f(A[2, 2]) = «norm(A, 3)»',
      'the order of a matrix\'s norm is 1, Infinity or "fro"; along an axis write norm(A, p, 1)',
    ],
    [
      'f(A[2, 2]) = sum(«norm(A, 2, 3)»)',
      'norm works along an axis from 1 to 2 here; write one of them, or leave it out for all entries',
    ],
    ['f(v[2]) = norm(v, «"two"»)', 'text has no value here; write a number'],
    [
      'f(A[2, 2]) = «dot(A, A)»',
      'dot takes two vectors of one length, not 2×2 and 2×2; along an axis write dot(X, Y, 1)',
    ],
    ['f(A[2, 2], v[2]) = sum(«dot(A, v, 1)»)', 'dot takes two arrays of one size, not 2×2 and a vector of 2'],
    [
      'f(v[2]) = «norm(v, 0)»',
      'the order of norm is a fixed number other than 0, "inf" or "fro"; write 1, 2 or Infinity',
    ],
    [
      'f(x) = sum(«[x, [1, 2]]»)',
      'the entries of an array must be alike, but one is a number and one a vector of 2',
    ],
    [
      'f(x) = «constructor» + x',
      'there is no constructor here; make it a parameter, or define it: constructor = 1',
    ],
    ['f(x) = «hasOwnProperty»(x)', 'there is no function hasOwnProperty; define it: hasOwnProperty(x) = …'],
  ])('%s', (text, message) => {
    expectProblems(text, message);
  });

  test('an error inside a helper is shown at the call that makes it one', () => {
    expectProblems(
      'h(v) = v[3]\nf(w[2]) = «h(w)»',
      'in h: index 3 is outside v, which has 2; write one from 1 to 2',
    );
    expectProblems('h(v) = sum(v.^2)\nf(w[2]) = h(w)');
  });

  test('definitions that go round in a circle', () => {
    expectProblems(
      '«a» = b\n«b» = a',
      'a has no value, since its own definition is wrong; mend that first',
      'b is defined by itself; give it a value of its own',
    );
  });

  test('functions that call each other', () => {
    const tail = 'calls itself, which has no end here; write it with sum(i, 1, n, …), or without the call';
    expectProblems('f(x) = «g(x)»\ng(x) = «f(x)»', `in g: f ${tail}`, `in f: g ${tail}`);
  });
});

const BOUNDS =
  'bounds are [low, high] with low ≤ high; write [0, 1], or [0, Infinity] where there is no upper one';

describe('experiments', () => {
  const f = 'f(x, y) = x^2 + y^2\n';
  test.each([
    ['«minimize»', 'minimize what? write the name of a definition, minimize f'],
    ['minimize «g»', 'there is no definition g; there is f'],
    [
      'minimize f« x = 1»',
      'after f a clause begins with from, within, with, tune, until, basins or show; write one of them before "x = 1"',
    ],
    ['minimize f\n  «from»', '"from" is empty; write a start such as from x = 1, y = 2, or take it away'],
    [
      'minimize f\n  from x = 1, y = 2\n  «from» x = 2, y = 1',
      '"from" is there twice; put both into one clause, separated by commas',
    ],
    ['minimize f\n  from «x = 1»', 'the start lacks y; add y = 1'],
    ['minimize f\n  from «x»', 'a start is written name = value, or name in [low, high]; write x = 1'],
    [
      'minimize f\n  from «(2, -1)»',
      'a start is written name = value, or name in [low, high]; write x = 2, y = -1',
    ],
    [
      'minimize f\n  from «[2, -1, 3]»',
      'a start is written name = value, or name in [low, high]; write x = 1',
    ],
    ['minimize f\n  from x = 1, «z» = 2', 'f has no parameter z; its parameters are x, y'],
    ['minimize f\n  from x = 1, y = 2, «x» = 3', 'x has two starts; take one away'],
    [
      'minimize f\n  from x = «[1, 2]», y = 1',
      'x is a number, the start is a vector of 2; give it 1 entries, or one number for all',
    ],
    ['minimize f\n  from x = «1/0», y = 1', 'the start of x is not finite; write finite numbers'],
    ['minimize f\n  with «adm»()', 'there is no method adm; did you mean adam?'],
    ['minimize f\n  with «cma-es»(seed = 1)', 'there is no method cma-es; did you mean cmaes?'],
    ['minimize f\n  with «L-BFGS»()', 'there is no method L-BFGS; did you mean lbfgs?'],
    ['minimize f\n  with «2»', 'a method begins with its name; write gd(rate = 0.1)'],
    ['minimize f\n  with gd«(rate = 1»', 'the arguments of gd are not closed; write the missing ")"'],
    ['minimize f\n  with gd()« adam()»', '"adam()" follows gd(…); separate methods by commas'],
    ['minimize f\n  with gd(«0.1»)', 'arguments are written name = value; write gd(rate = 0.1)'],
    ['minimize f\n  with gd(«raet» = 0.1)', 'there is no argument raet of gd; did you mean rate?'],
    ['minimize f\n  with gd(rate = 0.1, «rate» = 2)', 'rate is there twice; take one away'],
    ['minimize f\n  with gd(rate = «0»)', 'the rate is a positive number, not 0; write one such as 0.1'],
    [
      'minimize f\n  with gd(rate = [0.1, «-1»])',
      'the rate is a positive number, not -1; write one such as 0.1',
    ],
    [
      'minimize f\n  with momentum(momentum = «1»)',
      'momentum lies between 0 and 1 (excluded), not at 1; its default is 0.9',
    ],
    [
      'minimize f\n  with gd(gradient = «foo»)',
      `there is no gradient source foo; there is ${Object.keys(SOURCES).join(', ')}`,
    ],
    [
      'minimize f\n  with gd(gradient = backprop(«seed» = 1))',
      'there is no argument seed of backprop; it takes none',
    ],
    ['minimize f\n  with «constructor»()', `there is no method constructor; there is ${METHOD_NAMES}`],
    [
      'minimize f\n  from y = 1, «x = 2»\n  within x in [0, 1]',
      'x starts at 2, outside its bounds [0, 1]; start at 1, or widen them',
    ],
    [
      'minimize f\n  from y = 1, «x in [2, 3]», starts = 3\n  within x in [0, 1]',
      'x starts at 2, outside its bounds [0, 1]; start at 1, or widen them',
    ],
    ['minimize f\n  within «foo» in [0, 1]', 'f has no parameter foo; write one of x, y'],
    ['minimize f\n  within x in «[1, 0]»', BOUNDS],
    ['minimize f\n  within x in «[0, 1, 2]»', BOUNDS],
    ['minimize f\n  within x in «3»', BOUNDS],
    ['minimize f\n  within x in «[NaN, 1]»', BOUNDS],
    ['minimize f\n  within x in «[Infinity, Infinity]»', BOUNDS],
    ['minimize f\n  within x in [0, 1], «x» in [0, 2]', 'x has two bounds; take one away'],
    [
      'minimize f\n  within «x > 0»',
      'bounds are written name in [low, high]; write x in [0, 1], or x in [0, Infinity]',
    ],
    ['minimize f\n  «within»', '"within" is empty; write bounds such as within x in [0, 1], or take it away'],
    ['minimize f\n  until «gradent» < 1', 'there is no condition "gradent"; did you mean gradient?'],
    [
      'minimize f\n  until «toString» < 1',
      'there is no condition "toString"; write one of decrease, relative decrease, gradient, step, target, iterations, evaluations, time',
    ],
    [
      'minimize f\n  until relative decrease < 1, «relative  decrease» < 2',
      'relative decrease is there twice; take one away',
    ],
    [
      'minimize f\n  until «relative» < 1',
      'there is no condition "relative"; write one of decrease, relative decrease, gradient, step, target, iterations, evaluations, time',
    ],
    [
      'minimize f\n  until «relative decrease»',
      'relative decrease needs a bound; write relative decrease < 1e-6',
    ],
    ['minimize f\n  until «gradient»', 'gradient needs a bound; write gradient < 1e-6'],
    ['minimize f\n  until «iterations»', 'iterations needs a bound; write iterations = 1000'],
    ['minimize f\n  until gradient < 1, «gradient» < 2', 'gradient is there twice; take one away'],
    ['minimize f\n  until iterations = «2.5»', 'iterations is bounded by a whole number from 0 on, not 2.5'],
    ['minimize f\n  until gradient < «-1»', 'gradient is bounded by a number that is not negative, not -1'],
    ['minimize f\n  show «x»', 'a window is written name in [low, high]; write x in [-2, 2]'],
    ['minimize f\n  show «z» in [0, 1], y in [0, 1]', 'f has no coordinate z; write one of x, y'],
    [
      'minimize f\n  show x in «[1, 0]», y in [0, 1]',
      'an interval is [low, high] with low < high; write [-2, 2]',
    ],
    ['minimize f\n  show «x in [0, 1]»', 'a window has two coordinates; write x in [-2, 2], y in [-2, 2]'],
  ])('%s', (text, message) => {
    expectProblems(`${f}${text}`, message);
  });

  test('a definition that is wrong is told once, not again where it is minimized', () => {
    expectProblems(
      'f(w[2]) = «w»\nminimize f',
      'the value of f is a vector of 2, not one number; sum it up, sum(…), or take one entry',
    );
  });
});

test('one broken statement hides no other, nor what is right', () => {
  const module = expectProblems(
    'f(x) = x^2\ng(x) = «y»\n«what is this»\nh(x) = x^4\nminimize f\n  with «foo»()\n  until «bar» < 1\nminimize h\n  from x = 1\n',
    'there is no y here; make it a parameter, or define it: y = 1',
    'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    `there is no method foo; there is ${METHOD_NAMES}`,
    'there is no condition "bar"; write one of decrease, relative decrease, gradient, step, target, iterations, evaluations, time',
  );
  expect(module.objectives.map(({ objective }) => objective.name)).toEqual(['f', 'h']);
  expect(module.experiments.map(({ experiment }) => experiment.objective)).toEqual(['h']);
});

describe('what cannot be computed', () => {
  test.each([
    [
      'f(x) = x*sum(«inv([1, 2; 2, 4])»)',
      'the matrix is singular, so it has no inverse; change its entries, or add 1e-6*identity(2)',
    ],
    [
      'A = [1, 2; 2, 4]\nf(x) = x*sum(«[1, 2]/A»)',
      'the matrix is singular, so it has no inverse; change its entries, or add 1e-6*identity(2)',
    ],
    [
      'f(x) = sum(«lusolve([1, 2; 2, 4], [x, 1])»)',
      'the matrix is singular, so the system has no single solution; change its entries, or add 1e-6*identity(2)',
    ],
    [
      'f(«W»[100000, 100000]) = sum(W)',
      'with W, 100000×100000, there are 10,000,000,000 parameters; at most 10 million can be varied',
    ],
    [
      'f(x) = sum(i, 1, 1e5, sum(j, 1, 1e5, «x*i*j»))',
      'this is 100000×100000, 10,000,000,000 entries; at most 20 million can be computed at once',
    ],
    [
      'f(W[3000, 3000]) = sum(«W*W»)',
      'the product of 3000×3000 and 3000×3000 takes 27,000,000,000 multiplications; at most 20 billion can be done',
    ],
    ['f(x) = x*sum(«1:NaN»)', 'the ends of a span are numbers, not NaN; write such'],
    ['f(x) = x*sum(«1:0:3»)', 'the step of a span is not 0; write 1 or -1'],
  ])('%s', (text, message) => {
    expectProblems(text, message);
  });
});

describe('a message shows what cannot be seen, and cuts what is too long', () => {
  test.each([
    ['f(x) = x «\u202e»+ 1', '"U+202E" cannot stand here; check the operators and brackets around it'],
    ['f(x) = x + «\u{1F600}»', '"\u{1F600}" cannot stand here; check the operators and brackets around it'],
    ['f(x) = x + «\0»', '"U+0000" cannot stand here; check the operators and brackets around it'],
    [
      `f(x) = x + «${'a'.repeat(100_000)}»`,
      `there is no ${'a'.repeat(40)}…${'a'.repeat(10)} here; make it a parameter, or define it: ${'a'.repeat(40)}…${'a'.repeat(10)} = 1`,
    ],
  ])('%.40s', (text, message) => {
    expectProblems(text, message);
  });
});

describe('names of mathjs that have no meaning here', () => {
  test.each([
    [
      'f(x) = x + 2«i»',
      'there is no i here: all numbers are real, without an imaginary unit; make it a parameter, or the index of a sum, sum(i, 1, n, …)',
    ],
    [
      'f(x[3]) = «median»(x)',
      'there is no median here: entries are not sorted here; choose them by max and min, or by their places, x[2]',
    ],
    [
      'f(x) = «derivative»("x^2", "x")',
      'there is no derivative here: derivatives and formulas are worked out by themselves; write the function alone',
    ],
    ['f(x[2]) = sum(«cross(x, x)»)', 'cross takes two vectors of 3, not a vector of 2'],
    [
      'f(x) = «nthRoot(x, 0.5)»',
      'the degree of nthRoot is a fixed whole number from 1; write one, or x^(1/n)',
    ],
    [
      'f(x) = «e\u0301» + x',
      'e\u0301 is written in another way than it looks; write \u00e9, its letters as one character each',
    ],
    [
      'f(«e\u0301») = 1',
      'e\u0301 is written in another way than it looks; write \u00e9, its letters as one character each',
    ],
  ])('%s', (text, message) => {
    expectProblems(text, message);
  });
});
