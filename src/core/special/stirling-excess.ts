/**
 * What Stirling's formula leaves out: log Γ(x) − ((x − ½) log x − x + ½ log 2π), for x ≥ 8.
 *
 * The asymptotic series Σ B₂ₖ/(2k(2k−1)x²ᵏ⁻¹) to k = 9 (Abramowitz & Stegun 1964, 6.1.41); the first term
 * left out is below 1e-17.
 */
export function stirlingExcess(x: number): number {
  const s = 1 / (x * x);
  const series =
    1 / 12 -
    s *
      (1 / 360 -
        s *
          (1 / 1260 -
            s *
              (1 / 1680 -
                s *
                  (1 / 1188 -
                    s * (691 / 360360 - s * (1 / 156 - s * (3617 / 122400 - (s * 43867) / 244188)))))));
  return series / x;
}
