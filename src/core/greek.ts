const NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega ' +
  'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega';

/** Greek letters by their names; ο and the capitals that look Latin have none. */
export const GREEK: ReadonlyMap<string, string> = new Map(
  NAMES.split(' ').map((name, i) => [name, 'αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ'[i] as string]),
);
