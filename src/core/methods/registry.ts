import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { amsgrad } from './amsgrad.ts';
import { bfgs } from './bfgs.ts';
import { cg } from './cg.ts';
import { cmaEs } from './cma-es.ts';
import { coordinateDescent } from './coordinate-descent.ts';
import { differentialEvolution } from './differential-evolution.ts';
import { gaussnewton } from './gaussnewton.ts';
import { gd } from './gd.ts';
import { lbfgs } from './lbfgs.ts';
import { lion } from './lion.ts';
import { lm } from './lm.ts';
import type { Method } from './method.ts';
import { momentum } from './momentum.ts';
import { nadam } from './nadam.ts';
import { neldermead } from './neldermead.ts';
import { nesterov } from './nesterov.ts';
import { newton } from './newton.ts';
import { patternSearch } from './pattern-search.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import { simulatedAnnealing } from './simulated-annealing.ts';
import type { Solver } from './solver.ts';

/** Every method by name: the only list. */
export const METHODS: Readonly<Record<string, Method | Solver>> = Object.fromEntries(
  [
    gd,
    momentum,
    nesterov,
    sgd,
    adagrad,
    adadelta,
    rmsprop,
    adam,
    adamw,
    adamax,
    amsgrad,
    nadam,
    radam,
    lion,
    cg,
    bfgs,
    lbfgs,
    newton,
    gaussnewton,
    lm,
    coordinateDescent,
    neldermead,
    patternSearch,
    simulatedAnnealing,
    cmaEs,
    differentialEvolution,
  ].map((method: Method | Solver) => [method.name, method]),
);

/** Whether a method decides itself where to evaluate; the others are update rules. */
export function isSolver(method: Method | Solver): method is Solver {
  return 'kind' in method;
}
