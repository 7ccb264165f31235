/** The ways to derive: the limit of the difference quotient, the rules of differentiation, dual numbers. */
export const DERIVATION_WAYS = ['limit', 'rules', 'dual'] as const;

export type DerivationWay = (typeof DERIVATION_WAYS)[number];
