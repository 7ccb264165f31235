import { type Derivation, type DerivationLine, lineTex } from '../core/explain/derivation.ts';
import type { TypesetDerivation } from '../protocol/questions.ts';
import { typeset } from './formula.ts';

/** Formulas without numbers come again with every iterate: so many are kept. */
const MOST_KEPT = 400;
const kept = new Map<string, Promise<string>>();

/** A derivation with its TeX typeset as MathML; the TeX of its lines stands beside, to be taken along. */
export async function typesetDerivation(derivation: Derivation): Promise<TypesetDerivation> {
  const lines = await Promise.all(derivation.lines.map(typesetLine));
  const outcome = derivation.outcome && (await typesetLine(derivation.outcome));
  const tex = derivation.lines.map(lineTex);
  return { ...derivation, lines, tex, ...(outcome && { outcome }) };
}

async function typesetLine(line: DerivationLine): Promise<DerivationLine> {
  const [left, law, right] = await Promise.all([
    line.left && once(line.left),
    line.law && once(line.law),
    Promise.all(line.right.map(once)),
  ]);
  return { ...line, left, law, right };
}

function once(tex: string): Promise<string> {
  const there = kept.get(tex);
  if (there) return there;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = typeset(tex);
  kept.set(tex, made);
  return made;
}
