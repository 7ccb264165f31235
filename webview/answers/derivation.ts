import type { Derivation, DerivationLine } from '../../src/core/explain/derivation.ts';
import { DERIVATION_WAYS } from '../../src/core/explain/derivation-way.ts';
import { count, flag, list, oneOf, record, text } from '../decode.ts';

const line = record<DerivationLine>({
  depth: count,
  left: text,
  right: list(text),
  rule: text,
  law: text,
  because: text,
});

/** Reads a derivation. */
export const derivation = record<Omit<Derivation, 'outcome'>, { outcome: DerivationLine }>(
  {
    way: oneOf(...DERIVATION_WAYS),
    coordinate: count,
    polynomial: flag,
    lines: list(line),
    note: text,
  },
  { outcome: line },
);
