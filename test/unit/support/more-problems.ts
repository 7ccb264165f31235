/** A problem that is none of the classical ones in the product: its definition as `.gd` text and its standard start. */
export interface MoreProblem {
  readonly name: string;
  readonly text: string;
  readonly start: readonly number[];
}

/** n entries, the pattern over and over. */
export const repeat = (n: number, ...pattern: number[]) =>
  Array.from({ length: n }, (_, i) => pattern[i % pattern.length] as number);

/** An entry for each index from 1 to n. */
export const indices = (n: number, entry: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => entry(i + 1));

export const problem = (name: string, text: string, start: readonly number[]): MoreProblem => ({
  name,
  text,
  start,
});

/** Moré, Garbow & Hillstrom 1981 (by their numbers), Buckley 1989, CUTEst, and the Virtual Library of Simulation Experiments. */
export const MORE_PROBLEMS: readonly MoreProblem[] = [
  problem(
    'Freudenstein–Roth (2)',
    'f(x, y) = (-13 + x + ((5 - y)*y - 2)*y)^2 + (-29 + x + ((y + 1)*y - 14)*y)^2',
    [0.5, -2],
  ),
  problem('Powell badly scaled (3)', 'f(x, y) = (1e4*x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2', [0, 1]),
  problem('Brown badly scaled (4)', 'f(x, y) = (x - 1e6)^2 + (y - 2e-6)^2 + (x*y - 2)^2', [1, 1]),
  problem('Jennrich–Sampson (6)', 'f(x, y) = sum(i, 1, 10, (2 + 2*i - (exp(i*x) + exp(i*y)))^2)', [0.3, 0.4]),
  problem(
    'Gaussian (9)',
    'd = [.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175, .0044, .0009]\nf(x, y, z) = sum(i, 1, 15, (x*exp(-y*((8 - i)/2 - z)^2/2) - d[i])^2)',
    [0.4, 1, 0],
  ),
  problem(
    'Meyer (10)',
    'd = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872]\nf(x, y, z) = sum(i, 1, 16, (x*exp(y/(45 + 5*i + z)) - d[i])^2)',
    [0.02, 4000, 250],
  ),
  problem(
    'Gulf (11)',
    'f(x, y, z) = sum(i, 1, 99, (exp(-abs(25 + (-50*log(i/100))^(2/3) - y)^z/x) - i/100)^2)',
    [5, 2.5, 0.15],
  ),
  problem(
    'Box (12)',
    'f(x, y, z) = sum(i, 1, 10, (exp(-0.1*i*x) - exp(-0.1*i*y) - z*(exp(-0.1*i) - exp(-i)))^2)',
    [0, 10, 20],
  ),
  problem(
    'Kowalik–Osborne (15)',
    'd = [.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246]\nu = [4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625]\nf(x[4]) = sum(i, 1, 11, (d[i] - x[1]*(u[i]^2 + u[i]*x[2])/(u[i]^2 + u[i]*x[3] + x[4]))^2)',
    [0.25, 0.39, 0.415, 0.39],
  ),
  problem(
    'Osborne 1 (17)',
    'd = [.844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658, .628, .603, .580, .558, .538, .522, .506, .490, .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406]\nf(x[5]) = sum(i, 1, 33, (d[i] - x[1] - x[2]*exp(-10*(i - 1)*x[4]) - x[3]*exp(-10*(i - 1)*x[5]))^2)',
    [0.5, 1.5, -1, 0.01, 0.02],
  ),
  problem(
    'Biggs EXP6 (18)',
    'f(x[6]) = sum(i, 1, 13, (x[3]*exp(-0.1*i*x[1]) - x[4]*exp(-0.1*i*x[2]) + x[6]*exp(-0.1*i*x[5]) - (exp(-0.1*i) - 5*exp(-i) + 3*exp(-0.4*i)))^2)',
    [1, 2, 1, 1, 1, 1],
  ),
  problem(
    'Watson 6 (20)',
    'f(x[6]) = x[1]^2 + (x[2] - x[1]^2 - 1)^2 + sum(i, 1, 29, (sum(j, 2, 6, (j - 1)*x[j]*(i/29)^(j - 2)) - sum(j, 1, 6, x[j]*(i/29)^(j - 1))^2 - 1)^2)',
    repeat(6, 0),
  ),
  problem(
    'Extended Rosenbrock 10 (21)',
    'f(x[10]) = sum(i, 1, 5, 100*(x[2*i] - x[2*i - 1]^2)^2 + (1 - x[2*i - 1])^2)',
    repeat(10, -1.2, 1),
  ),
  problem(
    'Extended Powell 12 (22)',
    'f(x[12]) = sum(i, 1, 3, (x[4*i - 3] + 10*x[4*i - 2])^2 + 5*(x[4*i - 1] - x[4*i])^2 + (x[4*i - 2] - 2*x[4*i - 1])^4 + 10*(x[4*i - 3] - x[4*i])^4)',
    repeat(12, 3, -1, 0, 1),
  ),
  problem(
    'Penalty II 4 (24)',
    'f(x[4]) = (x[1] - 0.2)^2 + 1e-5*sum(i, 2, 4, (exp(x[i]/10) + exp(x[i - 1]/10) - exp(i/10) - exp((i - 1)/10))^2) + 1e-5*sum(i, 2, 4, (exp(x[i]/10) - exp(-1/10))^2) + (sum(j, 1, 4, (5 - j)*x[j]^2) - 1)^2',
    repeat(4, 0.5),
  ),
  problem(
    'Variably dimensioned 10 (25)',
    'f(x[10]) = sum(i, 1, 10, (x[i] - 1)^2) + sum(j, 1, 10, j*(x[j] - 1))^2 + sum(j, 1, 10, j*(x[j] - 1))^4',
    indices(10, (i) => 1 - i / 10),
  ),
  problem(
    'Trigonometric 10 (26)',
    'f(x[10]) = sum(i, 1, 10, (10 - sum(cos(x)) + i*(1 - cos(x[i])) - sin(x[i]))^2)',
    repeat(10, 0.1),
  ),
  problem(
    'Brown almost linear 10 (27)',
    'f(x[10]) = sum(i, 1, 9, (x[i] + sum(x) - 11)^2) + (prod(x) - 1)^2',
    repeat(10, 0.5),
  ),
  problem(
    'Discrete boundary value 10 (28)',
    'h = 1/11\nf(x[10]) = (2*x[1] - x[2] + h^2*(x[1] + h + 1)^3/2)^2 + sum(i, 2, 9, (2*x[i] - x[i - 1] - x[i + 1] + h^2*(x[i] + i*h + 1)^3/2)^2) + (2*x[10] - x[9] + h^2*(x[10] + 10*h + 1)^3/2)^2',
    indices(10, (i) => (i / 11) * (i / 11 - 1)),
  ),
  problem(
    'Broyden tridiagonal 10 (30)',
    'f(x[10]) = ((3 - 2*x[1])*x[1] - 2*x[2] + 1)^2 + sum(i, 2, 9, ((3 - 2*x[i])*x[i] - x[i - 1] - 2*x[i + 1] + 1)^2) + ((3 - 2*x[10])*x[10] - x[9] + 1)^2',
    repeat(10, -1),
  ),
  problem(
    'Linear, full rank 10 (32)',
    'f(x[10]) = sum(i, 1, 10, (x[i] - 2/20*sum(x) - 1)^2) + 10*(-2/20*sum(x) - 1)^2',
    repeat(10, 1),
  ),
  problem('Linear, rank 1, 8 (33)', 'f(x[8]) = sum(i, 1, 20, (i*sum(j, 1, 8, j*x[j]) - 1)^2)', repeat(8, 1)),
  problem(
    'Chebyquad 5 (35)',
    'f(x[5]) = (sum(2*x - 1)/5)^2 + (sum(2*(2*x - 1).^2 - 1)/5 + 1/3)^2 + (sum(4*(2*x - 1).^3 - 3*(2*x - 1))/5)^2 + (sum(8*(2*x - 1).^4 - 8*(2*x - 1).^2 + 1)/5 + 1/15)^2 + (sum(16*(2*x - 1).^5 - 20*(2*x - 1).^3 + 5*(2*x - 1))/5)^2',
    indices(5, (i) => i / 6),
  ),
  problem('Cube', 'f(x, y) = 100*(y - x^3)^2 + (1 - x)^2', [-1.2, -1]),
  problem('Three-hump camel', 'f(x, y) = 2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2', [-1.5, 1.5]),
  problem('Zakharov 5', 'f(x[5]) = sum(x.^2) + sum(i, 1, 5, 0.5*i*x[i])^2 + sum(i, 1, 5, 0.5*i*x[i])^4', [
    ...repeat(5, 1),
  ]),
  problem(
    'Dixon–Price 10',
    'f(x[10]) = (x[1] - 1)^2 + sum(i, 2, 10, i*(2*x[i]^2 - x[i - 1])^2)',
    repeat(10, 1),
  ),
  problem(
    'Levy 2',
    'f(x, y) = sin(pi*(1 + (x - 1)/4))^2 + ((x - 1)/4)^2*(1 + 10*sin(pi*(1 + (x - 1)/4) + 1)^2) + ((y - 1)/4)^2*(1 + sin(2*pi*(1 + (y - 1)/4))^2)',
    [0, 0.5],
  ),
  problem('Sum squares 20', 'f(x[20]) = sum(i, 1, 20, i*x[i]^2)', repeat(20, 1)),
  problem('Sphere 10', 'f(x[10]) = sum(x.^2)', repeat(10, 1, -2)),
  problem('Arwhead 20', 'f(x[20]) = sum(i, 1, 19, (x[i]^2 + x[20]^2)^2 - 4*x[i] + 3)', repeat(20, 1)),
  problem('Engval 20', 'f(x[20]) = sum(i, 1, 19, (x[i]^2 + x[i + 1]^2)^2 - 4*x[i] + 3)', repeat(20, 2)),
  problem(
    'Chained Rosenbrock 20',
    'f(x[20]) = sum(i, 1, 19, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)',
    repeat(20, -1.2, 1),
  ),
  problem(
    'Cragg–Levy 4',
    'f(x[4]) = (exp(x[1]) - x[2])^4 + 100*(x[2] - x[3])^6 + tan(x[3] - x[4])^4 + x[1]^8 + (x[4] - 1)^2',
    [1, 2, 2, 2],
  ),
  problem('Quartic 10', 'f(x[10]) = sum(i, 1, 10, (x[i] - i)^4)', repeat(10, 2)),
  problem('Tridia 20', 'f(x[20]) = (x[1] - 1)^2 + sum(i, 2, 20, i*(2*x[i] - x[i - 1])^2)', repeat(20, 1)),
  problem('Hilbert 6', 'f(x[6]) = sum(i, 1, 6, sum(j, 1, 6, x[i]*x[j]/(i + j - 1)))', [
    ...indices(6, (i) => -4 / i),
  ]),
  problem(
    'Logistic 3',
    'a = [0.5, 2.3, -1, 3.1, 0.2, -2.2, 1.7, -0.4]\nc = [1, 0, 1, 0, 0, 1, 0, 1]\nf(x, y, z) = sum(i, 1, 8, log(1 + exp(x + y*a[i] + z*a[i]^2)) - c[i]*(x + y*a[i] + z*a[i]^2)) + 0.01*(x^2 + y^2 + z^2)',
    [0, 0, 0],
  ),
  problem('Dqdrtic 10', 'f(x[10]) = sum(i, 1, 8, x[i]^2 + 100*x[i + 1]^2 + 100*x[i + 2]^2)', repeat(10, 3)),
  problem('Leon', 'f(x, y) = 100*(y - x^3)^2 + (1 - x)^2', [-1.2, 1]),
  problem('Exp bowl', 'f(x, y) = exp(x + 3*y - 0.1) + exp(x - 3*y - 0.1) + exp(-x - 0.1)', [-1, 1]),
  problem('Griewank 2', 'f(x, y) = (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2)) + 1', [1, 1.5]),
  problem('Schwefel 1.2', 'f(x[5]) = sum(i, 1, 5, sum(j, 1, i, x[j])^2)', repeat(5, 1)),
];
