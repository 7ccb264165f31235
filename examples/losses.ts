/** A ball in a bowl that is steeper one way than the other. */
export const bowl = (x: number, y: number): number => x ** 2 + 5 * y ** 2;

const points = [[0, 1.1], [1, 2.9], [2, 5.2], [3, 6.8]];

/** The mean squared error of a line through four points. */
export function line(slope: number, height: number): number {
  let sum = 0;
  for (const [x, y] of points) {
    const residual = slope * x + height - y;
    sum += residual ** 2;
  }
  return sum / points.length;
}

/** Rosenbrock's valley in any number of dimensions. */
export function rosenbrock(x: number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length - 1; i++) {
    sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  }
  return sum;
}

rosenbrock([-1.2, 1, 0.5]);
