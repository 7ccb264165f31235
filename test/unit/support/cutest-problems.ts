import { indices, type MoreProblem, problem, repeat } from './more-problems.ts';

/** A fourth set: CUTEst (Gould, Orban & Toint 2015), Andrei 2008, and regressions of NIST's Statistical Reference Datasets. */
export const CUTEST_PROBLEMS: readonly MoreProblem[] = [
  problem('Denschna', 'f(x, y) = x^4 + (x + y)^2 + (exp(y) - 1)^2', [1, 1]),
  problem('Denschnb', 'f(x, y) = (x - 2)^2 + ((x - 2)*y)^2 + (y + 1)^2', [1, 1]),
  problem('Denschnc', 'f(x, y) = (x^2 + y^2 - 2)^2 + (exp(x - 1) + y^3 - 2)^2', [2, 3]),
  problem('Humps', 'f(x, y) = 0.05*(x^2 + y^2) + (sin(20*x)*sin(20*y))^2', [-506, -506.2]),
  problem(
    'Loghairy',
    'f(x, y) = log((100 + 30*sin(7*x)^2*cos(7*y)^2*sqrt(0.01 + (x - y)^2) + 0.01*sqrt(0.01 + x^2))/100)',
    [-500, -700],
  ),
  problem('Mexhat', 'f(x, y) = -2*(x - 1)^2 + 1e4*((y - x^2)^2/1e4 + (x - 1)^2 - 0.02)^2', [0.86, 0.72]),
  problem('Zangwil 2', 'f(x, y) = (16*x^2 + 16*y^2 - 8*x*y - 56*x - 256*y + 991)/15', [3, 8]),
  problem('Zangwil 3', 'f(x, y, z) = (x - y + z)^2 + (-x + y + z)^2 + (x + y - z)^2', [100, -1, 2.5]),
  problem(
    'Heart dipole 8',
    'f(x[8]) = (x[1] + x[2] + 0.69)^2 + (x[3] + x[4] + 0.044)^2 + (x[5]*x[1] + x[6]*x[2] - x[7]*x[3] - x[8]*x[4] + 1.57)^2 + (x[7]*x[1] + x[8]*x[2] + x[5]*x[3] + x[6]*x[4] + 1.31)^2 + (x[1]*(x[5]^2 - x[7]^2) - 2*x[3]*x[5]*x[7] + x[2]*(x[6]^2 - x[8]^2) - 2*x[4]*x[6]*x[8] + 2.65)^2 + (x[3]*(x[5]^2 - x[7]^2) + 2*x[1]*x[5]*x[7] + x[4]*(x[6]^2 - x[8]^2) + 2*x[2]*x[6]*x[8] - 2)^2 + (x[1]*x[5]*(x[5]^2 - 3*x[7]^2) + x[3]*x[7]*(x[7]^2 - 3*x[5]^2) + x[2]*x[6]*(x[6]^2 - 3*x[8]^2) + x[4]*x[8]*(x[8]^2 - 3*x[6]^2) + 12.6)^2 + (x[3]*x[5]*(x[5]^2 - 3*x[7]^2) - x[1]*x[7]*(x[7]^2 - 3*x[5]^2) + x[4]*x[6]*(x[6]^2 - 3*x[8]^2) - x[2]*x[8]*(x[8]^2 - 3*x[6]^2) - 9.48)^2',
    [-0.3, -0.39, 0.3, -0.344, -1.2, 2.69, 1.59, -1.5],
  ),
  problem(
    'Schmvett 10',
    'f(x[10]) = -sum(i, 1, 8, 1/(1 + (x[i] - x[i + 1])^2) + sin((pi*x[i + 1] + x[i + 2])/2) + exp(-((x[i] + x[i + 2])/x[i + 1] - 2)^2))',
    repeat(10, 0.5),
  ),
  problem(
    'Broyden 7 diagonal 10',
    'f(x[10]) = abs((3 - 2*x[1])*x[1] - 2*x[2] + 1)^(7/3) + abs((3 - 2*x[10])*x[10] - x[9] + 1)^(7/3) + sum(i, 2, 9, abs((3 - 2*x[i])*x[i] - x[i - 1] - 2*x[i + 1] + 1)^(7/3)) + sum(i, 1, 5, abs(x[i] + x[i + 5])^(7/3))',
    repeat(10, 1),
  ),
  problem(
    'Chnrosnb 10',
    'a = [1.25, 1.4, 2.4, 1.4, 1.75, 1.2, 2.25, 1.2, 1, 1.1]\nf(x[10]) = sum(i, 2, 10, 16*a[i]^2*(x[i - 1] - x[i]^2)^2 + (x[i] - 1)^2)',
    repeat(10, -1),
  ),
  problem(
    'Errinros 10',
    'a = [1.25, 1.4, 2.4, 1.4, 1.75, 1.2, 2.25, 1.2, 1, 1.1]\nf(x[10]) = sum(i, 2, 10, (x[i - 1] - 16*a[i]^2*x[i]^2)^2 + (x[i] - 1)^2)',
    repeat(10, -1),
  ),
  problem(
    'Extended Freudenstein–Roth 10',
    'f(x[10]) = sum(i, 1, 9, (-13 + x[i] + ((5 - x[i + 1])*x[i + 1] - 2)*x[i + 1])^2 + (-29 + x[i] + ((x[i + 1] + 1)*x[i + 1] - 14)*x[i + 1])^2)',
    [0.5, -2, 0, 0, 0, 0, 0, 0, 0, 0],
  ),
  problem(
    'Genhumps 5',
    'f(x[5]) = sum(i, 1, 4, (sin(2*x[i])*sin(2*x[i + 1]))^2 + 0.05*(x[i]^2 + x[i + 1]^2))',
    [-506, -506.2, -506.2, -506.2, -506.2],
  ),
  problem(
    'Watson 12 (20)',
    'f(x[12]) = x[1]^2 + (x[2] - x[1]^2 - 1)^2 + sum(i, 1, 29, (sum(j, 2, 12, (j - 1)*x[j]*(i/29)^(j - 2)) - sum(j, 1, 12, x[j]*(i/29)^(j - 1))^2 - 1)^2)',
    repeat(12, 0),
  ),
  problem(
    'Curly 10',
    'f(x[10]) = sum(i, 1, 8, (x[i] + x[i + 1] + x[i + 2])*((x[i] + x[i + 1] + x[i + 2])*((x[i] + x[i + 1] + x[i + 2])^2 - 20) - 0.1)) + (x[9] + x[10])*((x[9] + x[10])*((x[9] + x[10])^2 - 20) - 0.1) + x[10]*(x[10]*(x[10]^2 - 20) - 0.1)',
    indices(10, (i) => (1e-4 * i) / 11),
  ),
  problem(
    'Dixmaani 15',
    'f(x[15]) = 1 + sum(i, 1, 15, (i/15)^2*x[i]^2) + sum(i, 1, 10, 0.125*x[i]^2*x[i + 5]^4) + sum(i, 1, 5, 0.125*(i/15)^2*x[i]*x[i + 10])',
    repeat(15, 2),
  ),
  problem(
    'Dixmaanl 15',
    'f(x[15]) = 1 + sum(i, 1, 15, (i/15)^2*x[i]^2) + sum(i, 1, 14, 0.26*x[i]^2*(x[i + 1] + x[i + 1]^2)^2) + sum(i, 1, 10, 0.26*x[i]^2*x[i + 5]^4) + sum(i, 1, 5, 0.26*(i/15)^2*x[i]*x[i + 10])',
    repeat(15, 2),
  ),
  problem(
    'Generalized tridiagonal 1, 10',
    'f(x[10]) = sum(i, 1, 9, (x[i] + x[i + 1] - 3)^2 + (x[i] - x[i + 1] + 1)^4)',
    repeat(10, 2),
  ),
  problem(
    'Three exponentials 10',
    'f(x[10]) = sum(i, 1, 5, exp(x[2*i - 1] + 3*x[2*i] - 0.1) + exp(x[2*i - 1] - 3*x[2*i] - 0.1) + exp(-x[2*i - 1] - 0.1))',
    repeat(10, 0.1),
  ),
  problem(
    'Generalized PSC 1, 10',
    'f(x[10]) = sum(i, 1, 9, (x[i]^2 + x[i + 1]^2 + x[i]*x[i + 1])^2 + sin(x[i])^2 + cos(x[i + 1])^2)',
    repeat(10, 3, 0.1),
  ),
  problem(
    'Full Hessian 1, 6',
    'f(x[6]) = (x[1] - 3)^2 + sum(i, 2, 6, (x[1] - 3 - 2*sum(j, 1, 6, (j <= i ? 1 : 0)*x[j])^2)^2)',
    repeat(6, 0.01),
  ),
  problem('Diagonal 5, 10', 'f(x[10]) = sum(i, 1, 10, log(exp(x[i]) + exp(-x[i])))', repeat(10, 1.1)),
  problem('Quadratic QF2, 10', 'f(x[10]) = sum(i, 1, 10, i*(x[i]^2 - 1)^2)/2 - x[10]', repeat(10, 0.5)),
  problem(
    'Quadratic QP2, 10',
    'f(x[10]) = sum(i, 1, 9, (x[i]^2 - sin(x[i]))^2) + (sum(x.^2) - 100)^2',
    repeat(10, 0.5),
  ),
  problem('Nonscomp 10', 'f(x[10]) = (x[1] - 1)^2 + sum(i, 2, 10, 4*(x[i] - x[i - 1]^2)^2)', repeat(10, 3)),
  problem(
    'Himmelh 10',
    'f(x[10]) = sum(i, 1, 5, -3*x[2*i - 1] - 2*x[2*i] + 2 + x[2*i - 1]^3 + x[2*i]^2)',
    repeat(10, 1.5),
  ),
  problem('Eg2, 10', 'f(x[10]) = sum(i, 1, 9, sin(x[1] + x[i]^2 - 1)) + sin(x[10]^2)/2', repeat(10, 1)),
  problem(
    'Biggsb 1, 10',
    'f(x[10]) = (x[1] - 1)^2 + sum(i, 1, 9, (x[i + 1] - x[i])^2) + (1 - x[10])^2',
    repeat(10, 0),
  ),
  problem(
    'Misra 1a',
    'u = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760]\nd = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78]\nf(x, y) = sum(i, 1, 14, (d[i] - x*(1 - exp(-y*u[i])))^2)',
    [500, 1e-4],
  ),
  problem(
    'DanWood',
    'u = [1.309, 1.471, 1.49, 1.565, 1.611, 1.68]\nd = [2.138, 3.421, 3.597, 4.34, 4.882, 5.66]\nf(x, y) = sum(i, 1, 6, (d[i] - x*u[i]^y)^2)',
    [1, 5],
  ),
  problem(
    'BoxBOD',
    'u = [1, 2, 3, 5, 7, 10]\nd = [109, 149, 149, 191, 213, 224]\nf(x, y) = sum(i, 1, 6, (d[i] - x*(1 - exp(-y*u[i])))^2)',
    [1, 1],
  ),
  problem(
    'Rat42',
    'u = [9, 14, 21, 28, 42, 57, 63, 70, 79]\nd = [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08]\nf(x, y, z) = sum(i, 1, 9, (d[i] - x/(1 + exp(y - z*u[i])))^2)',
    [100, 1, 0.1],
  ),
];
