/** The constants of CMA-ES for a dimension and a population. */
export interface CmaWeights {
  /** λ, the number of points of a generation. */
  readonly population: number;
  /** μ, the number of points that make the next mean. */
  readonly parents: number;
  /** w₁ ≥ … ≥ w_λ; the first μ are positive and add up to 1, the others are not positive. */
  readonly weights: Float64Array;
  /** μ_eff, the variance effective selection mass. */
  readonly mass: number;
  /** c_σ, d_σ: how fast the step size's path forgets, and the damping of the step size. */
  readonly cSigma: number;
  readonly dSigma: number;
  /** c_c, c₁, c_μ: how fast the covariance's path forgets; rates of its rank-one and rank-μ updates. */
  readonly cPath: number;
  readonly cOne: number;
  readonly cMu: number;
  /** E‖N(0, I)‖. */
  readonly chi: number;
}

/** The default constants of Hansen 2016, The CMA evolution strategy: a tutorial, arXiv:1604.00772, table 1. */
export function cmaWeights(n: number, population: number): CmaWeights {
  const parents = Math.floor(population / 2);
  const raw = Array.from({ length: population }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const [good, bad] = [raw.slice(0, parents), raw.slice(parents)];
  const mass = total(good) ** 2 / squares(good);
  const badMass = total(bad) ** 2 / squares(bad);
  const cOne = 2 / ((n + 1.3) ** 2 + mass);
  const cMu = Math.min(1 - cOne, (2 * (0.25 + mass + 1 / mass - 2)) / ((n + 2) ** 2 + mass));
  const most = Math.min(1 + cOne / cMu, 1 + (2 * badMass) / (mass + 2), (1 - cOne - cMu) / (n * cMu));
  const [sumGood, sumBad] = [total(good), -total(bad)];
  const cSigma = (mass + 2) / (n + mass + 5);
  return {
    population,
    parents,
    weights: Float64Array.from(raw, (w) => (w >= 0 ? w / sumGood : (most * w) / sumBad)),
    mass,
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + cSigma,
    cPath: (4 + mass / n) / (n + 4 + (2 * mass) / n),
    cOne,
    cMu,
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

function total(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0);
}

function squares(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value * value, 0);
}
