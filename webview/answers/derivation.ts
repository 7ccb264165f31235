import type { DerivationLine } from '../../src/core/explain/derivation.ts';
import { DERIVATION_WAYS } from '../../src/core/explain/derivation-way.ts';
import type { TypesetDerivation } from '../../src/protocol/questions.ts';
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
export const derivation = record<Omit<TypesetDerivation, 'outcome'>, { outcome: DerivationLine }>(
  {
    way: oneOf(...DERIVATION_WAYS),
    coordinate: count,
    polynomial: flag,
    lines: list(line),
    tex: list(text),
    note: text,
  },
  { outcome: line },
);
