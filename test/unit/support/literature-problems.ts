import { type MoreProblem, problem, repeat } from './more-problems.ts';

/** A seventh set, on which no constant of a method was chosen: its problems were written down before the last of them, and run once, after it. */
export const LITERATURE_PROBLEMS: readonly MoreProblem[] = [
  // Jamil & Yang 2013; Gavana's global optimization benchmarks
  problem('Ackley 3', 'f(x, y) = -200*exp(-0.2*sqrt(x^2 + y^2)) + 5*exp(cos(3*x) + sin(3*y))', [1, -0.5]),
  problem(
    'Biggs EXP3',
    'f(x[3]) = sum(i, 1, 10, (exp(-i*x[1]/10) - x[3]*exp(-i*x[2]/10) - exp(-i/10) + 5*exp(-i))^2)',
    [1, 2, 1],
  ),
  problem('Bukin 4', 'f(x, y) = 100*y^2 + 0.01*abs(x + 10)', [-7, 2]),
  problem(
    'Damavandi',
    'f(x, y) = (1 - abs(sin(pi*(x - 2))*sin(pi*(y - 2))/(pi^2*(x - 2)*(y - 2)))^5)*(2 + (x - 7)^2 + 2*(y - 7)^2)',
    [5.3, 8.4],
  ),
  problem(
    'Shekel’s foxholes (De Jong 5)',
    'f(x, y) = 1/(0.002 + sum(i, 0, 4, sum(j, 0, 4, 1/(5*i + j + 1 + (x + 32 - 16*j)^6 + (y + 32 - 16*i)^6))))',
    [-30, -30.5],
  ),
  problem(
    'Mishra 6',
    'f(x, y) = -log((sin((cos(x) + cos(y))^2)^2 - cos((sin(x) + sin(y))^2)^2 + x)^2) + 0.01*((x - 1)^2 + (y - 1)^2)',
    [2, 1],
  ),
  problem(
    'Mishra 2, 3',
    'f(x[3]) = (4 - (x[1] + 2*x[2] + x[3])/2)^(3 - (x[1] + 2*x[2] + x[3])/2)',
    [0.2, 0.5, 0.7],
  ),
  problem('Mishra 11, 3', 'f(x[3]) = (sum(abs(x))/3 - prod(abs(x))^(1/3))^2', [1, 2, 4]),
  problem('Perm 0, 4', 'f(x[4]) = sum(k, 1, 4, sum(i, 1, 4, (i + 10)*(x[i]^k - 1/i^k))^2)', [1, 1, 1, 1]),
  problem(
    'Pinter 3',
    'f(x[3]) = sum(i, 1, 3, i*x[i]^2 + 20*i*sin(x[mod(i + 1, 3) + 1]*sin(x[i]) + sin(x[mod(i, 3) + 1]))^2 + i*log(1 + i*(x[mod(i + 1, 3) + 1]^2 - 2*x[i] + 3*x[mod(i, 3) + 1] - cos(x[i]) + 1)^2)/log(10))',
    [1, 2, -1],
  ),
  problem('Price 1', 'f(x, y) = (abs(x) - 5)^2 + (abs(y) - 5)^2', [3, -2]),
  problem(
    'Quintic 2',
    'f(x[2]) = sum(i, 1, 2, abs(x[i]^5 - 3*x[i]^4 + 4*x[i]^3 + 2*x[i]^2 - 10*x[i] - 4))',
    [1, 3],
  ),
  problem('Rotated ellipse 2', 'f(x, y) = x^2 - x*y + y^2', [5, -3]),
  problem('Schaffer 1', 'f(x, y) = 0.5 + (sin((x^2 + y^2)^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2', [0.8, 0.4]),
  problem('Schwefel 2.6', 'f(x, y) = max(abs(x + 2*y - 7), abs(2*x + y - 5))', [-4, 6]),
  problem('Schwefel 2.23, 3', 'f(x[3]) = sum(x.^10)', [2, -1, 1.5]),
  problem('Schwefel 2.36', 'f(x, y) = -x*y*(72 - 2*x - 2*y)', [10, 8]),
  problem(
    'Shekel 7',
    'C = [4, 4, 4, 4; 1, 1, 1, 1; 8, 8, 8, 8; 6, 6, 6, 6; 3, 7, 3, 7; 2, 9, 2, 9; 5, 5, 3, 3]\nb = [0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3]\nf(x[4]) = -sum(i, 1, 7, 1/((x[1] - C[i, 1])^2 + (x[2] - C[i, 2])^2 + (x[3] - C[i, 3])^2 + (x[4] - C[i, 4])^2 + b[i]))',
    [5, 5, 5, 5],
  ),
  problem('Shubert 3', 'f(x, y) = sum(j, 1, 5, j*(sin((j + 1)*x + j) + sin((j + 1)*y + j)))', [-6, 5]),
  problem(
    'Sine envelope 3',
    'f(x[3]) = sum(i, 1, 2, 0.5 + (sin(sqrt(x[i]^2 + x[i + 1]^2))^2 - 0.5)/(1 + 0.001*(x[i]^2 + x[i + 1]^2))^2)',
    [2, 1.5, -1],
  ),
  problem('Vincent 2', 'f(x, y) = -sin(10*log(x)) - sin(10*log(y))', [2, 4]),
  problem(
    'Wayburn–Seader 3',
    'f(x, y) = 2/3*x^3 - 8*x^2 + 33*x - x*y + 5 + ((x - 4)^2 + (y - 5)^2 - 4)^2',
    [1, 2],
  ),
  problem(
    'XOR 9',
    'f(x[9]) = (1 + exp(-x[7]/(1 + exp(-x[1] - x[2] - x[5])) - x[8]/(1 + exp(-x[3] - x[4] - x[6])) - x[9]))^(-2) + (1 + exp(-x[7]/(1 + exp(-x[5])) - x[8]/(1 + exp(-x[6])) - x[9]))^(-2) + (1 - 1/(1 + exp(-x[7]/(1 + exp(-x[1] - x[5])) - x[8]/(1 + exp(-x[3] - x[6])) - x[9])))^2 + (1 - 1/(1 + exp(-x[7]/(1 + exp(-x[2] - x[5])) - x[8]/(1 + exp(-x[4] - x[6])) - x[9])))^2',
    [0.5, -0.5, -0.3, 0.8, 0.2, -0.6, 1, -1, 0.1],
  ),
  problem(
    'Peaks',
    'f(x, y) = 3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2) - exp(-(x + 1)^2 - y^2)/3',
    [0.5, -1],
  ),
  // CUTEst
  problem(
    'Bdexp 10',
    'f(x[10]) = sum(i, 1, 8, (x[i] + x[i + 1])*exp(-x[i + 2]*(x[i] + x[i + 1])))',
    repeat(10, 1),
  ),
  problem('Cluster', 'f(x, y) = ((x - y^2)*(x - sin(y)))^2 + ((cos(y) - x)*(y - cos(x)))^2', [0, 0]),
  problem(
    'Cvxqp 10',
    'f(x[10]) = sum(i, 1, 10, i*(x[i] + x[mod(2*i - 1, 10) + 1] + x[mod(3*i - 1, 10) + 1])^2)/2',
    repeat(10, 0.5),
  ),
  problem('Hatflda', 'f(x[4]) = (x[1] - 1)^2 + sum(i, 2, 4, (x[i - 1] - sqrt(x[i]))^2)', repeat(4, 0.1)),
  problem(
    'Hatfldc 10',
    'f(x[10]) = (x[1] - 1)^2 + (x[10] - 1)^2 + sum(i, 1, 9, (x[i + 1] - x[i]^2)^2)',
    repeat(10, 0.9),
  ),
  problem('Logros', 'f(x, y) = log(1 + 1e4*(y - x^2)^2 + (1 - x)^2)', [-1.2, 1]),
  problem(
    'Harkerp2 6',
    'f(x[6]) = sum(x)^2 - sum(x + x.^2/2) + 2*sum(j, 2, 6, sum(i, j, 6, x[i])^2)',
    [1, 2, 3, 4, 5, 6],
  ),
  problem(
    'Dixon3dq 10',
    'f(x[10]) = (x[1] - 1)^2 + (x[10] - 1)^2 + sum(i, 2, 9, (x[i] - x[i + 1])^2)',
    repeat(10, -1),
  ),
  problem(
    'Yfitu',
    'd = [21.158931, 17.591719, 14.046854, 10.519732, 7.0058392, 3.5007293, 0, -3.5007293, -7.0058392, -10.519732, -14.046854, -17.591719, -21.158931, -24.753206, -28.379405, -32.042552, -35.747869]\nf(a, b, r) = sum(i, 0, 16, (r*tan(a*(1 - i/16) + b*i/16) - d[i + 1])^2)',
    [0.6, -0.6, 20],
  ),
  problem(
    'Nesterov–Chebyshev–Rosenbrock 3',
    'f(x[3]) = (x[1] - 1)^2/4 + sum(i, 1, 2, (x[i + 1] - 2*x[i]^2 + 1)^2)',
    [-1, 1, 1],
  ),
  // Schittkowski 1987
  problem('S214', 'f(x, y) = (10*(x - y)^2 + (x - 1)^2)^0.25', [-1.2, 1]),
  problem('S240', 'f(x, y, z) = (x - y + z)^2 + (-x + y + z)^2 + (x + y - z)^2', [100, -1, 2.5]),
  problem(
    'S241',
    'f(x, y, z) = (x^2 + y^2 + z^2 - 1)^2 + (x^2 + y^2 + (z - 2)^2 - 1)^2 + (x + y + z - 1)^2 + (x + y - z + 1)^2 + (x^3 + 3*y^2 + (5*z - x + 1)^2 - 36)^2',
    [1, 2, 0],
  ),
  problem(
    'S260',
    'f(x[4]) = 100*(x[1]^2 - x[2])^2 + (1 - x[1])^2 + 90*(x[4] - x[3]^2)^2 + (1 - x[3])^2 + 9.9*((x[2] - 1) + (x[4] - 1))^2 + 0.2*((x[2] - 1)^2 + (x[4] - 1)^2)',
    [-3, -1, -3, -1],
  ),
  problem('S310', 'f(x, y) = (x*y*(1 - x)*(1 - x - y*(1 - x)^5))^2', [-1.2, 1]),
  problem('S313', 'f(x, y) = 0.0001*(x - 3)^2 - (y - x) + exp(20*(y - x))', [0, -1]),
  problem('S314', 'f(x, y) = (x - 2)^2 + (y - 1)^2 + 0.04/(x^2/4 + y^2 - 1) + (x - 2*y + 1)^2/0.2', [2, 2]),
  // Andrei 2008
  problem(
    'Extended quadratic penalty QP2, 10',
    'f(x[10]) = sum((x.^2 - sin(x)).^2) + (sum(x.^2) - 100)^2',
    repeat(10, 1),
  ),
  problem(
    'Almost perturbed quadratic 10',
    'f(x[10]) = sum(i, 1, 10, i*x[i]^2) + (x[1] + x[10])^2/100',
    repeat(10, 0.5),
  ),
  problem('Diagonal 6, 10', 'f(x[10]) = sum(exp(x) - (1 + x))', repeat(10, 1)),
  problem(
    'Perturbed quadratic diagonal 10',
    'f(x[10]) = sum(x)^2 + sum(i, 1, 10, i*x[i]^2)/100',
    repeat(10, 0.5),
  ),
  problem(
    'Extended tridiagonal 2, 10',
    'f(x[10]) = sum(i, 1, 9, (x[i]*x[i + 1] - 1)^2 + 0.1*(x[i] + 1)*(x[i + 1] + 1))',
    repeat(10, 1),
  ),
  problem(
    'Extended Himmelblau 10',
    'f(x[10]) = sum(i, 1, 5, (x[2*i - 1]^2 + x[2*i] - 11)^2 + (x[2*i - 1] + x[2*i]^2 - 7)^2)',
    repeat(10, 1),
  ),
  problem(
    'Extended cliff 4',
    'f(x[4]) = sum(i, 1, 2, ((x[2*i - 1] - 3)/100)^2 - (x[2*i - 1] - x[2*i]) + exp(20*(x[2*i - 1] - x[2*i])))',
    [0, -1, 0, -1],
  ),
  problem(
    'Extended Beale 4',
    'f(x[4]) = sum(i, 1, 2, (1.5 - x[2*i - 1]*(1 - x[2*i]))^2 + (2.25 - x[2*i - 1]*(1 - x[2*i]^2))^2 + (2.625 - x[2*i - 1]*(1 - x[2*i]^3))^2)',
    [1, 0.8, 1, 0.8],
  ),
  problem(
    'Extended Wood 8',
    'f(x[8]) = sum(i, 0, 1, 100*(x[4*i + 1]^2 - x[4*i + 2])^2 + (x[4*i + 1] - 1)^2 + 90*(x[4*i + 3]^2 - x[4*i + 4])^2 + (1 - x[4*i + 3])^2 + 10.1*((x[4*i + 2] - 1)^2 + (x[4*i + 4] - 1)^2) + 19.8*(x[4*i + 2] - 1)*(x[4*i + 4] - 1))',
    repeat(8, -3, -1, -3, -1),
  ),
  // Lukšan & Vlček 1999
  problem(
    'Augmented Lagrangian 5',
    'f(x[5]) = exp(prod(x)) + 10*((sum(x.^2) - 10.002008)^2 + (x[2]*x[3] - 5*x[4]*x[5] + 0.0019)^2 + (x[1]^3 + x[2]^3 + 1.000261)^2)',
    [-2, 2, 2, -1, -1],
  ),
  // Rao 2009; Vanderplaats 1984; Boyd & Vandenberghe 2004; NIST
  problem('Fenton–Eason', 'f(x, y) = (12 + x^2 + (1 + y^2)/x^2 + (x^2*y^2 + 100)/(x*y)^4)/10', [0.5, 0.5]),
  problem(
    'Two springs',
    'f(x, y) = 4*(sqrt(x^2 + (10 - y)^2) - 10)^2 + 0.5*(sqrt(x^2 + (10 + y)^2) - 10)^2 - 5*x - 5*y',
    [-4, 4],
  ),
  problem('Quadratic (Rao)', 'f(x, y) = x - y + 2*x^2 + 2*x*y + y^2', [0, 0]),
  problem(
    'Three exponentials (Boyd)',
    'f(x, y) = exp(x + 3*y - 0.1) + exp(x - 3*y - 0.1) + exp(-x - 0.1)',
    [-1, 1],
  ),
  problem(
    'Analytic centre 3',
    'f(x[3]) = -log(1 - x[1] - 2*x[2]) - log(1 + x[1] - x[3]) - log(1 - x[2] + 3*x[3]) - sum(log(1 - x.^2))',
    [0.2, 0.1, -0.15],
  ),
  problem(
    'Chwirut 2',
    'd = [92.9, 57.1, 31.05, 11.5875, 8.025, 63.6, 21.4, 14.25, 8.475, 63.8, 26.8, 16.4625, 7.125, 67.3, 41, 21.15, 8.175, 81.5, 13.12, 59.9, 14.62, 32.9, 5.44, 12.56, 5.44, 32, 13.95, 75.8, 20, 10.42, 59.5, 21.67, 8.55, 62, 20.2, 7.76, 3.75, 11.81, 54.7, 23.7, 11.55, 61.3, 17.7, 8.74, 59.2, 16.3, 8.62, 81, 4.87, 14.62, 81.7, 17.17, 81.3, 28.9]\nu = [0.5, 1, 1.75, 3.75, 5.75, 0.875, 2.25, 3.25, 5.25, 0.75, 1.75, 2.75, 4.75, 0.625, 1.25, 2.25, 4.25, 0.5, 3, 0.75, 3, 1.5, 6, 3, 6, 1.5, 3, 0.5, 2, 4, 0.75, 2, 5, 0.75, 2.25, 3.75, 5.75, 3, 0.75, 2.5, 4, 0.75, 2.5, 4, 0.75, 2.5, 4, 0.5, 6, 3, 0.5, 2.75, 0.5, 1.75]\nf(a, b, c) = sum(i, 1, 54, (d[i] - exp(-a*u[i])/(b + c*u[i]))^2)',
    [0.1, 0.01, 0.02],
  ),
  problem(
    'Cauchy location',
    'd = [3, 7, 12, 17]\nf(x, s) = sum(i, 1, 4, log(s^2 + (d[i] - x)^2) - log(abs(s)))',
    [8, 3],
  ),
  problem(
    'Gompertz growth',
    'd = [0.9, 2.1, 4.2, 7.4, 10.8, 14.1, 16.6, 18.3]\nf(a, b, c) = sum(i, 1, 8, (a*exp(-b*exp(-c*i)) - d[i])^2)',
    [15, 3, 0.5],
  ),
];
