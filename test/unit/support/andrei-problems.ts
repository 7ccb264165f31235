import { indices, type MoreProblem, problem, repeat } from './more-problems.ts';

/** Of NIST's Misra 1a to 1d. */
const MISRA =
  'd = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78]\nt = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0]\n';

/** A sixth set, on which no constant of a method was chosen: regressions, CUTEst, Schittkowski 1987, Andrei 2008 and others. */
export const ANDREI_PROBLEMS: readonly MoreProblem[] = [
  // NIST's Statistical Reference Datasets
  problem('Misra 1b', `${MISRA}f(a, b) = sum(i, 1, 14, (a*(1 - (1 + b*t[i]/2)^(-2)) - d[i])^2)`, [500, 1e-4]),
  problem(
    'Misra 1c',
    `${MISRA}f(a, b) = sum(i, 1, 14, (a*(1 - (1 + 2*b*t[i])^(-0.5)) - d[i])^2)`,
    [500, 1e-4],
  ),
  problem('Misra 1d', `${MISRA}f(a, b) = sum(i, 1, 14, (a*b*t[i]/(1 + b*t[i]) - d[i])^2)`, [500, 1e-4]),
  problem(
    'Lanczos 1',
    'f(b[6]) = sum(i, 0, 23, (b[1]*exp(-b[2]*i/20) + b[3]*exp(-b[4]*i/20) + b[5]*exp(-b[6]*i/20) - 0.0951*exp(-i/20) - 0.8607*exp(-3*i/20) - 1.5576*exp(-5*i/20))^2)',
    [1.2, 0.3, 5.6, 5.5, 6.5, 7.6],
  ),
  // Bates & Watts 1988
  problem(
    'Puromycin',
    'c = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10]\nv = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200]\nf(a, b) = sum(i, 1, 12, (a*c[i]/(b + c[i]) - v[i])^2)',
    [205, 0.08],
  ),
  problem(
    'BOD 2',
    't = [1, 2, 3, 4, 5, 7]\nd = [8.3, 10.3, 19, 16, 15.6, 19.8]\nf(a, b) = sum(i, 1, 6, (a*(1 - exp(-b*t[i])) - d[i])^2)',
    [20, 0.24],
  ),
  problem(
    'Hougen–Watson',
    'u = [470, 285, 470, 470, 470, 100, 100, 470, 100, 100, 100, 285, 285]\nv = [300, 80, 300, 80, 80, 190, 80, 190, 300, 300, 80, 300, 190]\nw = [10, 10, 120, 120, 10, 10, 65, 65, 54, 120, 120, 10, 120]\nd = [8.55, 3.79, 4.82, 0.02, 2.75, 14.39, 2.54, 4.35, 13, 8.5, 0.05, 11.32, 3.13]\nf(b[5]) = sum(i, 1, 13, ((b[1]*v[i] - w[i]/b[5])/(1 + b[2]*u[i] + b[3]*v[i] + b[4]*w[i]) - d[i])^2)',
    [1, 0.05, 0.02, 0.1, 2],
  ),
  // CUTEst
  problem(
    'Himmelbf',
    'a = [0, 0.000428, 0.001, 0.00161, 0.00209, 0.00348, 0.00525]\nb = [7.391, 11.18, 16.44, 16.2, 22.2, 24.02, 31.32]\nf(x[4]) = 1e4*sum(i, 1, 7, ((x[1]^2 + a[i]*x[2]^2 + a[i]^2*x[3]^2)/(b[i]*(1 + a[i]*x[4]^2)) - 1)^2)',
    [2.7, 90, 1500, 10],
  ),
  problem(
    'Fletcbv2 10',
    'h = 1/11\nf(x[10]) = 0.5*(x[1]^2 + x[10]^2 + sum(i, 1, 9, (x[i] - x[i + 1])^2)) - h^2*sum(2*x + cos(x))',
    indices(10, (i) => i / 11),
  ),
  problem(
    'Sensors 6',
    'f(x[6]) = -sum(i, 1, 6, sum(j, 1, 6, (sin(x[i])*sin(x[j])*sin(x[i] - x[j]))^2))',
    indices(6, (i) => i / 6),
  ),
  problem(
    'Sparsqur 10',
    'f(x[10]) = sum(i, 1, 10, i*(x[i]^2 + x[mod(2*i - 1, 10) + 1]^2 + x[mod(3*i - 1, 10) + 1]^2 + x[mod(5*i - 1, 10) + 1]^2 + x[mod(7*i - 1, 10) + 1]^2 + x[mod(11*i - 1, 10) + 1]^2)^2)/8',
    repeat(10, 0.5),
  ),
  problem(
    'Dixmaanf 15',
    'f(x[15]) = 1 + sum(i, 1, 15, i/15*x[i]^2) + 0.0625*sum(i, 1, 14, x[i]^2*(x[i + 1] + x[i + 1]^2)^2) + 0.0625*sum(i, 1, 10, x[i]^2*x[i + 5]^4) + 0.0625*sum(i, 1, 5, x[i]*x[i + 10])',
    repeat(15, 2),
  ),
  problem(
    'Dixmaanc 15',
    'f(x[15]) = 1 + sum(x.^2) + 0.125*sum(i, 1, 14, x[i]^2*(x[i + 1] + x[i + 1]^2)^2) + 0.125*sum(i, 1, 10, x[i]^2*x[i + 5]^4) + 0.125*sum(i, 1, 5, x[i]*x[i + 10])',
    repeat(15, 2),
  ),
  problem(
    'Luksan 11, 10',
    'f(x[10]) = sum(i, 1, 9, (20*x[i]/(1 + x[i]^2) - 10*x[i + 1])^2 + (x[i] - 1)^2)',
    repeat(10, -0.8),
  ),
  problem('Powellsq', 'f(x, y) = x^4 + (10*x/(x + 0.1) + 2*y^2)^2', [3, 1]),
  problem('Recipe', 'f(x, y, z) = (x - 5)^2 + y^4 + (z/(y - x))^2', [2, 5, 1]),
  problem(
    'Fminsrf2 4×4',
    'f(x[4, 4]) = sum(i, 1, 3, sum(j, 1, 3, sqrt(1 + 4.5*((x[i, j] - x[i + 1, j + 1])^2 + (x[i + 1, j] - x[i, j + 1])^2))))/9 + (sum(x)/16)^2/16',
    [1, 3.6667, 6.3333, 9, 2.3333, 0, 0, 7.6667, 3.6667, 0, 0, 6.3333, 5, 2.3333, -0.3333, -3],
  ),
  problem(
    'De Villiers–Glasser 1',
    'f(x[4]) = sum(i, 0, 23, (x[1]*x[2]^(i/10)*sin(x[3]*i/10 + x[4]) - 60.137*1.371^(i/10)*sin(3.112*i/10 + 1.761))^2)',
    [50, 1.2, 3, 1.5],
  ),
  problem(
    'De Villiers–Glasser 2',
    'f(x[5]) = sum(i, 0, 15, (x[1]*x[2]^(i/10)*tanh(x[3]*i/10 + sin(x[4]*i/10))*cos(i/10*exp(x[5])) - 53.81*1.27^(i/10)*tanh(3.012*i/10 + sin(2.13*i/10))*cos(exp(0.507)*i/10))^2)',
    [45, 1.2, 2.5, 2, 0.4],
  ),
  // Schittkowski 1987
  problem('S201', 'f(x, y) = 4*(x - 5)^2 + (y - 6)^2', [8, 9]),
  problem('S207', 'f(x, y) = (y - x^2)^2 + (1 - x)^2', [-1.2, 1]),
  problem('S209', 'f(x, y) = 1e4*(y - x^2)^2 + (1 - x)^2', [-1.2, 1]),
  problem('S246', 'f(x, y, z) = 100*(z - ((x + y)/2)^2)^2 + (1 - x)^2 + (1 - y)^2', [-1.2, 2, 0]),
  problem(
    'S273',
    'f(x[6]) = 10*sum(i, 1, 6, (16 - i)*(x[i] - 1)^2) + sum(i, 1, 6, (16 - i)*(x[i] - 1)^2)^2',
    repeat(6, 0),
  ),
  problem(
    'S352',
    'f(x[4]) = sum(i, 1, 20, (x[1] + x[2]*i/5 - exp(i/5))^2 + (x[3] + x[4]*sin(i/5) - cos(i/5))^2)',
    [25, 5, -5, -1],
  ),
  // Andrei 2008
  problem('Perturbed quadratic 10', 'f(x[10]) = sum(i, 1, 10, i*x[i]^2) + sum(x)^2/100', repeat(10, 0.5)),
  problem(
    'Partial perturbed quadratic 8',
    'f(x[8]) = x[1]^2 + sum(i, 1, 8, i*x[i]^2 + sum(j, 1, i, x[j])^2/100)',
    repeat(8, 0.5),
  ),
  problem('Raydan 2, 10', 'f(x[10]) = sum(exp(x) - x)', repeat(10, 1)),
  problem('Diagonal 1, 10', 'f(x[10]) = sum(i, 1, 10, exp(x[i]) - i*x[i])', repeat(10, 0.1)),
  problem(
    'Diagonal 2, 10',
    'f(x[10]) = sum(i, 1, 10, exp(x[i]) - x[i]/i)',
    indices(10, (i) => 1 / i),
  ),
  problem('Diagonal 3, 10', 'f(x[10]) = sum(i, 1, 10, exp(x[i]) - i*sin(x[i]))', repeat(10, 1)),
  problem('Diagonal 7, 10', 'f(x[10]) = sum(exp(x) - 2*x - x.^2)', repeat(10, 1)),
  problem('Diagonal 8, 10', 'f(x[10]) = sum(x.*exp(x) - 2*x - x.^2)', repeat(10, 1)),
  problem('Diagonal 9, 10', 'f(x[10]) = sum(i, 1, 9, exp(x[i]) - i*x[i]) + 1e4*x[10]^2', repeat(10, 1)),
  problem('Generalized quartic 10', 'f(x[10]) = sum(i, 1, 9, x[i]^2 + (x[i + 1] + x[i]^2)^2)', repeat(10, 1)),
  problem(
    'Extended BD1, 10',
    'f(x[10]) = sum(i, 1, 5, (x[2*i - 1]^2 + x[2*i]^2 - 2)^2 + (exp(x[2*i - 1] - 1) - x[2*i])^2)',
    repeat(10, 0.1),
  ),
  problem(
    'Extended tridiagonal 1, 10',
    'f(x[10]) = sum(i, 1, 5, (x[2*i - 1] + x[2*i] - 3)^2 + (x[2*i - 1] - x[2*i] + 1)^4)',
    repeat(10, 2),
  ),
  problem(
    'Extended Hiebert 4',
    'f(x[4]) = sum(i, 1, 2, (x[2*i - 1] - 10)^2 + (x[2*i - 1]*x[2*i] - 50000)^2)',
    repeat(4, 0),
  ),
  problem(
    'Extended PSC 1, 10',
    'f(x[10]) = sum(i, 1, 5, (x[2*i - 1]^2 + x[2*i]^2 + x[2*i - 1]*x[2*i])^2 + sin(x[2*i - 1])^2 + cos(x[2*i])^2)',
    repeat(10, 3, 0.1),
  ),
  problem(
    'Extended EP 1, 10',
    'f(x[10]) = sum(i, 1, 5, (exp(x[2*i - 1] - x[2*i]) - 5)^2 + (x[2*i - 1] - x[2*i])^2*(x[2*i - 1] - x[2*i] - 11)^2)',
    repeat(10, 1.5, 1),
  ),
  problem(
    'Extended Maratos 10',
    'f(x[10]) = sum(i, 1, 5, x[2*i - 1] + 100*(x[2*i - 1]^2 + x[2*i]^2 - 1)^2)',
    repeat(10, 1.1, 0.1),
  ),
  problem(
    'Extended quadratic penalty QP1, 10',
    'f(x[10]) = sum(i, 1, 9, (x[i]^2 - 2)^2) + (sum(x.^2) - 0.5)^2',
    repeat(10, 1),
  ),
  problem('Quadratic QF1, 10', 'f(x[10]) = 0.5*sum(i, 1, 10, i*x[i]^2) - x[10]', repeat(10, 1)),
  problem(
    'Full Hessian 2, 10',
    'f(x[10]) = (x[1] - 5)^2 + sum(i, 2, 10, (sum(j, 1, i, x[j]) - 1)^2)',
    repeat(10, 0.01),
  ),
  problem(
    'Perturbed tridiagonal quadratic 10',
    'f(x[10]) = x[1]^2 + sum(i, 2, 9, i*x[i]^2 + (x[i - 1] + x[i] + x[i + 1])^2)',
    repeat(10, 0.5),
  ),
  problem('Staircase 1, 8', 'f(x[8]) = sum(i, 1, 8, sum(j, 1, i, x[j])^2)', repeat(8, 1)),
  // Others
  problem('Bazaraa–Shetty', 'f(x, y) = (x - 2)^4 + (x - 2*y)^2', [0, 3]),
  problem('Stenger', 'f(x, y) = (x^2 - 4*y)^2 + (y^2 - 2*x + 4*y)^2', [1.5, 1]),
  problem('Gramacy–Lee', 'f(x, y) = x*exp(-x^2 - y^2)', [-0.5, 0.8]),
  problem(
    'Müller–Brown',
    'f(x, y) = -200*exp(-(x - 1)^2 - 10*y^2) - 100*exp(-x^2 - 10*(y - 0.5)^2) - 170*exp(-6.5*(x + 0.5)^2 + 11*(x + 0.5)*(y - 1.5) - 6.5*(y - 1.5)^2) + 15*exp(0.7*(x + 1)^2 + 0.6*(x + 1)*(y - 1) + 0.7*(y - 1)^2)',
    [-0.2, 0.8],
  ),
  problem(
    'Branin 2',
    'f(x, y) = (y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x)*cos(y) + log(x^2 + y^2 + 1) + 10',
    [-2, 10],
  ),
  problem(
    'Lennard-Jones 3',
    'f(x[9]) = sum(i, 1, 2, sum(j, i + 1, 3, 1/((x[3*i - 2] - x[3*j - 2])^2 + (x[3*i - 1] - x[3*j - 1])^2 + (x[3*i] - x[3*j])^2)^6 - 2/((x[3*i - 2] - x[3*j - 2])^2 + (x[3*i - 1] - x[3*j - 1])^2 + (x[3*i] - x[3*j])^2)^3))',
    [0, 0, 0, 1.2, 0, 0.1, 0.4, 1, 0],
  ),
  problem(
    'Fletcher–Powell 3',
    'A = [12, -45, 70; 33, 8, -21; -64, 51, 17]\nB = [-38, 22, 5; 60, -14, 71; 9, 43, -27]\nf(x[3]) = sum(i, 1, 3, (sum(j, 1, 3, A[i, j]*(sin(0.6) - sin(x[j])) + B[i, j]*(cos(0.6) - cos(x[j]))))^2)',
    [0.9, 0.4, 0.7],
  ),
  problem(
    'Weibull regression',
    't = [0.4, 0.7, 1.1, 1.3, 1.9, 2.2, 2.8, 3.5]\nf(a, b) = -sum(i, 1, 8, log(exp(a)) + (exp(a) - 1)*log(t[i]) - exp(a)*b - (t[i]/exp(b))^exp(a))',
    [0, 0],
  ),
  problem(
    'Schumer–Steiglitz 5',
    'f(x[5]) = sum(x.^4)',
    indices(5, (i) => i / 2),
  ),
  problem(
    'Rosenbrock, rotated',
    'f(x, y) = 100*(0.6*y - 0.8*x - (0.6*x + 0.8*y)^2)^2 + (1 - 0.6*x - 0.8*y)^2',
    [0, 1.5],
  ),
];
