import { derivative, parse } from 'mathjs';

/**
 * Value and gradient by mathjs: the expression and its derivative by each variable, each compiled.
 * @param {string} expression
 * @param {readonly string[]} names the variables.
 * @returns {import('./by-hand.mjs').Evaluation}
 */
export function mathjsGradient(expression, names) {
  const tree = parse(expression);
  const value = tree.compile();
  const partials = names.map((name) => derivative(tree, name).compile());
  /** @type {Record<string, number>} */
  const scope = {};
  return (x, g) => {
    for (let i = 0; i < names.length; i++) scope[names[i]] = x[i];
    for (let i = 0; i < names.length; i++) g[i] = partials[i].evaluate(scope);
    return value.evaluate(scope);
  };
}
