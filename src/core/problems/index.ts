import { ackley } from './ackley.ts';
import { bard } from './bard.ts';
import { beale } from './beale.ts';
import { booth } from './booth.ts';
import { branin } from './branin.ts';
import { brownDennis } from './brown-dennis.ts';
import { bukin } from './bukin.ts';
import type { ClassicalProblem } from './classical-problem.ts';
import { goldsteinPrice } from './goldstein-price.ts';
import { helicalValley } from './helical-valley.ts';
import { himmelblau } from './himmelblau.ts';
import { matyas } from './matyas.ts';
import { mcCormick } from './mc-cormick.ts';
import { penalty } from './penalty.ts';
import { powellSingular } from './powell-singular.ts';
import { rastrigin } from './rastrigin.ts';
import { rosenbrock } from './rosenbrock.ts';
import { sixHumpCamel } from './six-hump-camel.ts';
import { styblinskiTang } from './styblinski-tang.ts';
import { trid } from './trid.ts';
import { wood } from './wood.ts';

/** The classical problems: what every method is tried on. */
export const CLASSICAL_PROBLEMS: readonly ClassicalProblem[] = [
  rosenbrock,
  beale,
  helicalValley,
  bard,
  powellSingular,
  wood,
  brownDennis,
  penalty,
  booth,
  matyas,
  himmelblau,
  goldsteinPrice,
  branin,
  sixHumpCamel,
  mcCormick,
  rastrigin,
  ackley,
  styblinskiTang,
  trid,
  bukin,
];
