const PRIMES = /^[\u2032-\u2034\u2057]+$/;

/** Puts primes beside what they mark: raised as exponents they would be raised, and made small, twice, as fonts raise them already. */
export function placePrimes(formula: Element): void {
  for (const power of formula.querySelectorAll('msup')) {
    const [base, mark] = power.children;
    if (!base || !mark || !PRIMES.test(mark.textContent ?? '')) continue;
    const row = document.createElementNS(power.namespaceURI, 'mrow');
    row.append(base, mark);
    power.replaceWith(row);
  }
}
