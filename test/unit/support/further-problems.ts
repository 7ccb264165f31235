import type { MoreProblem } from './more-problems.ts';

const repeat = (n: number, ...pattern: number[]) =>
  Array.from({ length: n }, (_, i) => pattern[i % pattern.length] as number);

const indices = (n: number, entry: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => entry(i + 1));

const problem = (name: string, text: string, start: readonly number[]): MoreProblem => ({
  name,
  text,
  start,
});

/** A third set, which no constant of a method was chosen by: Moré, Garbow & Hillstrom 1981, CUTEst, Jamil & Yang 2013. */
export const FURTHER_PROBLEMS: readonly MoreProblem[] = [
  problem(
    'Osborne 2 (19)',
    'd = [1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608, .655, .616, .606, .602, .626, .651, .724, .649, .649, .694, .644, .624, .661, .612, .558, .533, .495, .500, .423, .395, .375, .372, .391, .396, .405, .428, .429, .523, .562, .607, .653, .672, .708, .633, .668, .645, .632, .591, .559, .597, .625, .739, .710, .729, .720, .636, .581, .428, .292, .162, .098, .054]\nf(x[11]) = sum(i, 1, 65, (d[i] - (x[1]*exp(-(i - 1)/10*x[5]) + x[2]*exp(-((i - 1)/10 - x[9])^2*x[6]) + x[3]*exp(-((i - 1)/10 - x[10])^2*x[7]) + x[4]*exp(-((i - 1)/10 - x[11])^2*x[8])))^2)',
    [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
  ),
  problem(
    'Watson 9 (20)',
    'f(x[9]) = x[1]^2 + (x[2] - x[1]^2 - 1)^2 + sum(i, 1, 29, (sum(j, 2, 9, (j - 1)*x[j]*(i/29)^(j - 2)) - sum(j, 1, 9, x[j]*(i/29)^(j - 1))^2 - 1)^2)',
    repeat(9, 0),
  ),
  problem(
    'Penalty I 10 (23)',
    'f(x[10]) = 1e-5*sum(i, 1, 10, (x[i] - 1)^2) + (sum(x.^2) - 0.25)^2',
    indices(10, (i) => i),
  ),
  problem(
    'Penalty II 10 (24)',
    'f(x[10]) = (x[1] - 0.2)^2 + 1e-5*sum(i, 2, 10, (exp(x[i]/10) + exp(x[i - 1]/10) - exp(i/10) - exp((i - 1)/10))^2) + 1e-5*sum(i, 2, 10, (exp(x[i]/10) - exp(-1/10))^2) + (sum(j, 1, 10, (11 - j)*x[j]^2) - 1)^2',
    repeat(10, 0.5),
  ),
  problem(
    'Discrete integral equation 10 (29)',
    'h = 1/11\nf(x[10]) = sum(i, 1, 10, (x[i] + h*((1 - i*h)*sum(j, 1, 10, (j <= i ? 1 : 0)*j*h*(x[j] + j*h + 1)^3) + i*h*sum(j, 1, 10, (j > i ? 1 : 0)*(1 - j*h)*(x[j] + j*h + 1)^3))/2)^2)',
    indices(10, (i) => (i / 11) * (i / 11 - 1)),
  ),
  problem(
    'Broyden banded 10 (31)',
    'f(x[10]) = sum(i, 1, 10, (x[i]*(2 + 5*x[i]^2) + 1 - sum(j, 1, 10, (j >= i - 5 and j <= i + 1 and j != i ? 1 : 0)*x[j]*(1 + x[j])))^2)',
    repeat(10, -1),
  ),
  problem(
    'Linear, rank 1 with zeros 8 (34)',
    'f(x[8]) = 2 + sum(i, 2, 11, ((i - 1)*sum(j, 2, 7, j*x[j]) - 1)^2)',
    repeat(8, 1),
  ),
  problem('Chebyquad 2 (35)', 'f(x, y) = (x + y - 1)^2 + (((2*x - 1)^2 + (2*y - 1)^2) - 1 + 1/3)^2', [
    1 / 3,
    2 / 3,
  ]),
  problem(
    'Biggs EXP4',
    'f(x[4]) = sum(i, 1, 10, (x[3]*exp(-0.1*i*x[1]) - x[4]*exp(-0.1*i*x[2]) - exp(-0.1*i) + 5*exp(-i))^2)',
    [1, 2, 1, 1],
  ),
  problem('Bohachevsky 1', 'f(x, y) = x^2 + 2*y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7', [1, 1]),
  problem('Bohachevsky 2', 'f(x, y) = x^2 + 2*y^2 - 0.3*cos(3*pi*x)*cos(4*pi*y) + 0.3', [0.6, 1.3]),
  problem('Bohachevsky 3', 'f(x, y) = x^2 + 2*y^2 - 0.3*cos(3*pi*x + 4*pi*y) + 0.3', [1, 1]),
  problem('Easom', 'f(x, y) = -cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)', [2.5, 3.5]),
  problem('Aluffi-Pentini', 'f(x, y) = 0.25*x^4 - 0.5*x^2 + 0.1*x + 0.5*y^2', [1, 1]),
  problem(
    'Colville',
    'f(x[4]) = 100*(x[1]^2 - x[2])^2 + (x[1] - 1)^2 + (x[3] - 1)^2 + 90*(x[3]^2 - x[4])^2 + 10.1*((x[2] - 1)^2 + (x[4] - 1)^2) + 19.8*(x[2] - 1)*(x[4] - 1)',
    [0, 0, 0, 0],
  ),
  problem(
    'Hartmann 3',
    'c = [1, 1.2, 3, 3.2]\nA = [3, 10, 30; 0.1, 10, 35; 3, 10, 30; 0.1, 10, 35]\nP = [0.3689, 0.1170, 0.2673; 0.4699, 0.4387, 0.7470; 0.1091, 0.8732, 0.5547; 0.0381, 0.5743, 0.8828]\nf(x[3]) = -sum(i, 1, 4, c[i]*exp(-sum(j, 1, 3, A[i, j]*(x[j] - P[i, j])^2)))',
    [0.5, 0.5, 0.5],
  ),
  problem(
    'Hartmann 6',
    'c = [1, 1.2, 3, 3.2]\nA = [10, 3, 17, 3.5, 1.7, 8; 0.05, 10, 17, 0.1, 8, 14; 3, 3.5, 1.7, 10, 17, 8; 17, 8, 0.05, 10, 0.1, 14]\nP = 1e-4*[1312, 1696, 5569, 124, 8283, 5886; 2329, 4135, 8307, 3736, 1004, 9991; 2348, 1451, 3522, 2883, 3047, 6650; 4047, 8828, 8732, 5743, 1091, 381]\nf(x[6]) = -sum(i, 1, 4, c[i]*exp(-sum(j, 1, 6, A[i, j]*(x[j] - P[i, j])^2)))',
    repeat(6, 0.5),
  ),
  problem(
    'Shekel 5',
    'b = [0.1, 0.2, 0.2, 0.4, 0.4]\nA = [4, 4, 4, 4; 1, 1, 1, 1; 8, 8, 8, 8; 6, 6, 6, 6; 3, 7, 3, 7]\nf(x[4]) = -sum(i, 1, 5, 1/(sum(j, 1, 4, (x[j] - A[i, j])^2) + b[i]))',
    [5, 5, 5, 5],
  ),
  problem(
    'Levy 5',
    'f(x[5]) = sin(pi*(3 + x[1])/4)^2 + sum(i, 1, 4, ((x[i] - 1)/4)^2*(1 + 10*sin(pi*(3 + x[i])/4 + 1)^2)) + ((x[5] - 1)/4)^2*(1 + sin(2*pi*(3 + x[5])/4)^2)',
    repeat(5, 2.5),
  ),
  problem(
    'Levy 13',
    'f(x, y) = sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)',
    [0.3, 0.2],
  ),
  problem('Drop-wave', 'f(x, y) = -(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)', [0.4, 0.5]),
  problem('Schaffer 2', 'f(x, y) = 0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2', [1.5, 0.7]),
  problem('Michalewicz 2', 'f(x, y) = -sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2*y^2/pi)^20', [2, 1.7]),
  problem('Rotated hyper-ellipsoid 8', 'f(x[8]) = sum(i, 1, 8, (9 - i)*x[i]^2)', repeat(8, 5)),
  problem('Perm 3', 'f(x[3]) = sum(k, 1, 3, sum(j, 1, 3, (j^k + 0.5)*((x[j]/j)^k - 1))^2)', [1, 1, 1]),
  problem(
    'Power sum 4',
    'b = [8, 18, 44, 114]\nf(x[4]) = sum(k, 1, 4, (sum(j, 1, 4, x[j]^k) - b[k])^2)',
    [1, 1.5, 2.5, 2],
  ),
  problem('Different powers 4', 'f(x[4]) = sum(i, 1, 4, (x[i]^2)^((i + 1)/2))', repeat(4, 1)),
  problem('Exponential 4', 'f(x[4]) = -exp(-0.5*sum(x.^2))', repeat(4, 1)),
  problem(
    'Brown 4',
    'f(x[4]) = sum(i, 1, 3, (x[i]^2)^(x[i + 1]^2 + 1) + (x[i + 1]^2)^(x[i]^2 + 1))',
    [1, -0.5, 1, 2],
  ),
  problem('Qing 5', 'f(x[5]) = sum(i, 1, 5, (x[i]^2 - i)^2)', repeat(5, 5)),
  problem('Zettl', 'f(x, y) = (x^2 + y^2 - 2*x)^2 + 0.25*x', [3, 2]),
  problem('Wayburn–Seader 1', 'f(x, y) = (x^6 + y^4 - 17)^2 + (2*x + y - 4)^2', [3, 3]),
  problem(
    'Miele–Cantrell',
    'f(x[4]) = (exp(-x[1]) - x[2])^4 + 100*(x[2] - x[3])^6 + tan(x[3] - x[4])^4 + x[1]^8',
    [1, 2, 2, 2],
  ),
  problem('Egg crate', 'f(x, y) = x^2 + y^2 + 25*(sin(x)^2 + sin(y)^2)', [1, 1.5]),
  problem(
    'Engval 2',
    'f(x, y, z) = (x^2 + y^2 + z^2 - 1)^2 + (x^2 + y^2 + (z - 2)^2 - 1)^2 + (x + y + z - 1)^2 + (x + y - z + 1)^2 + (x^3 + 3*y^2 + (5*z - x + 1)^2 - 36)^2',
    [1, 2, 0],
  ),
  problem(
    'Denschnd',
    'f(x, y, z) = (x^2 + y^3 - z^4)^2 + (2*x*y*z)^2 + (2*x*y - 3*y*z + x*z)^2',
    [10, 10, 10],
  ),
  problem('Denschne', 'f(x, y, z) = x^2 + (y + y^2)^2 + (exp(z) - 1)^2', [2, 3, -8]),
  problem('Denschnf', 'f(x, y) = (2*(x + y)^2 + (x - y)^2 - 8)^2 + (5*x^2 + (y - 3)^2 - 9)^2', [2, 0]),
  problem('Cliff', 'f(x, y) = ((x - 3)/100)^2 - (x - y) + exp(20*(x - y))', [0, -1]),
  problem(
    'Hairy',
    'f(x, y) = 30*sin(7*x)^2*cos(7*y)^2*sqrt(0.01 + (x - y)^2) + 0.01*sqrt(0.01 + x^2)',
    [-5, -7],
  ),
  problem('Sisser', 'f(x, y) = 3*x^4 - 2*(x*y)^2 + 3*y^4', [1, 0.1]),
  problem('Sineval', 'f(x, y) = 1e3*(y - sin(x))^2 + x^2/4', [4.712389, -1]),
  problem('Maratos', 'f(x, y) = x + 1e3*(x^2 + y^2 - 1)^2', [1.1, 0.1]),
  problem('Himmelblau BG', 'f(x, y) = exp(-x - y)*(2*x^2 + 3*y^2)', [0.5, 0.5]),
  problem(
    'Allinitu',
    'f(x[4]) = x[3] - 1 + x[1]^2 + x[2]^2 + (x[3] + x[4])^2 + sin(x[3])^2 + x[1]^2*x[2]^2 + x[4] - 3 + sin(x[3])^2 + (x[4] - 1)^2 + (x[2]^2)^2 + (x[3]^2 + (x[4] + x[1])^2)^2 + (x[1] - 4 + sin(x[4])^2 + x[2]^2*x[3]^2)^2 + sin(x[4])^4',
    [0, 0, 0, 0],
  ),
  problem(
    'Brkmcc',
    'f(x, y) = (x - 2)^2 + (y - 1)^2 + 0.04/(1.25 - x^2/4 - y^2) + 5*(x - 2*y + 1)^2',
    [2, 2],
  ),
  problem(
    'Hatfldd',
    'd = [1.561, 1.473, 1.391, 1.313, 1.239, 1.169, 1.103, 1.04, 0.981, 0.925]\nu = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]\nf(x, y, z) = sum(i, 1, 10, (exp(u[i]*z) - x*exp(u[i]*y) + 1/(1 + u[i]) - d[i])^2)',
    [1, -1, 0],
  ),
  problem(
    'Growth',
    'u = [8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 25]\nd = [8, 8.4305, 9.5294, 10.4627, 12, 13.0205, 14.5949, 16.1078, 18.0596, 20.4569, 24.25, 32.9863]\nf(x, y, z) = sum(i, 1, 12, (x*u[i]^(y + log(u[i])*z) - d[i])^2)',
    [100, 0, 0],
  ),
  problem(
    'Edensch 20',
    'f(x[20]) = 16 + sum(i, 1, 19, (x[i] - 2)^4 + (x[i]*x[i + 1] - 2*x[i + 1])^2 + (x[i + 1] + 1)^2)',
    repeat(20, 8),
  ),
  problem('Liarwhd 20', 'f(x[20]) = sum(i, 1, 20, 4*(x[i]^2 - x[1])^2 + (x[i] - 1)^2)', repeat(20, 4)),
  problem('Nondia 20', 'f(x[20]) = (x[1] - 1)^2 + sum(i, 2, 20, 100*(x[1] - x[i - 1]^2)^2)', repeat(20, -1)),
  problem(
    'Nondquar 10',
    'f(x[10]) = (x[1] - x[2])^2 + (x[9] + x[10])^2 + sum(i, 1, 8, (x[i] + x[i + 1] + x[10])^4)',
    repeat(10, 1, -1),
  ),
  problem(
    'Bdqrtic 20',
    'f(x[20]) = sum(i, 1, 16, (-4*x[i] + 3)^2 + (x[i]^2 + 2*x[i + 1]^2 + 3*x[i + 2]^2 + 4*x[i + 3]^2 + 5*x[20]^2)^2)',
    repeat(20, 1),
  ),
  problem('Fletchcr 10', 'f(x[10]) = sum(i, 1, 9, 100*(x[i + 1] - x[i] + 1 - x[i]^2)^2)', repeat(10, 0)),
  problem(
    'Genrose 10',
    'f(x[10]) = 1 + sum(i, 2, 10, 100*(x[i] - x[i - 1]^2)^2 + (x[i] - 1)^2)',
    indices(10, (i) => i / 11),
  ),
  problem(
    'Dixmaana 15',
    'f(x[15]) = 1 + sum(x.^2) + sum(i, 1, 10, 0.125*x[i]^2*x[i + 5]^4) + sum(i, 1, 5, 0.125*x[i]*x[i + 10])',
    repeat(15, 2),
  ),
  problem(
    'Tointgss 10',
    'f(x[10]) = sum(i, 1, 8, (10/12 + x[i + 2]^2)*(2 - exp(-(x[i] - x[i + 1])^2/(0.1 + x[i + 2]^2))))',
    repeat(10, 3),
  ),
  problem('Tquartic 10', 'f(x[10]) = (x[1] - 1)^2 + sum(i, 2, 10, (x[1]^2 - x[i]^2)^2)', repeat(10, 0.1)),
  problem('Power 10', 'f(x[10]) = sum(i, 1, 10, (i*x[i])^2)', repeat(10, 1)),
  problem('Cosine 10', 'f(x[10]) = sum(i, 1, 9, cos(x[i]^2 - x[i + 1]/2))', repeat(10, 1)),
  problem(
    'Sinquad 5',
    'f(x[5]) = (x[1] - 1)^4 + (x[5]^2 - x[1]^2)^2 + sum(i, 2, 4, (sin(x[i] - x[5]) - x[1]^2 + x[i]^2)^2)',
    repeat(5, 0.1),
  ),
  problem('Snail', 'f(x, y) = sqrt(1 + x^2 + y^2) + 2*(x - y^2/4)^2', [10, 10]),
  problem(
    'Extended White–Holst 10',
    'f(x[10]) = sum(i, 1, 5, 100*(x[2*i] - x[2*i - 1]^3)^2 + (1 - x[2*i - 1])^2)',
    repeat(10, -1.2, 1),
  ),
  problem('Raydan 1, 10', 'f(x[10]) = sum(i, 1, 10, i/10*(exp(x[i]) - x[i]))', repeat(10, 1)),
  problem('Diagonal 4, 10', 'f(x[10]) = sum(i, 1, 5, (x[2*i - 1]^2 + 100*x[2*i]^2)/2)', repeat(10, 1)),
  problem('Hager 10', 'f(x[10]) = sum(i, 1, 10, exp(x[i]) - sqrt(i)*x[i])', repeat(10, 1)),
  problem(
    'Griewank 5',
    'f(x[5]) = sum(x.^2)/4000 - cos(x[1])*cos(x[2]/sqrt(2))*cos(x[3]/sqrt(3))*cos(x[4]/2)*cos(x[5]/sqrt(5)) + 1',
    repeat(5, 2),
  ),
  problem('Rastrigin 5', 'f(x[5]) = 50 + sum(i, 1, 5, x[i]^2 - 10*cos(2*pi*x[i]))', repeat(5, 0.3)),
  problem('Styblinski–Tang 5', 'f(x[5]) = sum(i, 1, 5, x[i]^4 - 16*x[i]^2 + 5*x[i])/2', repeat(5, -1)),
  problem(
    'Rosenbrock 6',
    'f(x[6]) = sum(i, 1, 5, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)',
    repeat(6, -1.2, 1),
  ),
];
