import { expect, test } from 'vitest';
import { formulaLabel } from '../../../../src/core/figures/formula-label.ts';

test.each([
  ['θ1^2', 'θ₁²'],
  ['θ1^2 - 3*x[1]', 'θ₁² − 3·x₁'],
  ['(y - x^2)^2', '(y − x²)²'],
  ['x^12 + x^2.5 + x^-1', 'x¹² + x^2.5 + x^−1'],
  ['exp(-theta_2) * log10(x)', 'exp(−θ₂) · log10(x)'],
  ['atan2(y1, W[2, 3])', 'atan2(y₁, W[2, 3])'],
  ['x[2:end]', 'x[2:end]'],
  ['1e-6*x', '1e−6·x'],
  ['sum(w .* x.^2 ./ 3)', 'sum(w ⊙ x² / 3)'],
])('%s is read as %s', (formula, label) => {
  expect(formulaLabel(formula)).toBe(label);
});
