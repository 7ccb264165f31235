/** 1/√π is `INVERSE_ROOT_PI` and this. */
const INVERSE_ROOT_PI_LOW = 7.66772980658294e-18;

/** x·exp(x²)·erfc(x) − 1/√π on [0.84375, 2.5]. */
function middle(x: number): number {
  const top =
    -0.5641895823981701 +
    x *
      (-0.6782972664443855 +
        x *
          (-0.43030212894873365 +
            x *
              (-0.16902442590707134 +
                x * (-0.042735112037803155 + x * (-0.006570924110087621 + x * -0.0004883240602092157)))));
  const bottom =
    1.0 +
    x *
      (2.9747044255648385 +
        x *
          (4.035217155311868 +
            x *
              (3.2748684597650612 +
                x *
                  (1.7490600321240424 +
                    x *
                      (0.6342236013453766 +
                        x * (0.1540799731324636 + x * (0.02329376637152319 + x * 0.0017310525489763681)))))));
  return top / bottom;
}

/** The same on [2.5, 28], in s = 1/x². */
function far(s: number): number {
  const top =
    -0.2820947917738778 +
    s *
      (-9.928761818578527 +
        s *
          (-126.87611572297756 +
            s *
              (-736.5990654419107 +
                s *
                  (-1984.3703935694596 +
                    s * (-2243.794856059048 + s * (-780.4554913206035 + s * -13.059916148629435))))));
  const bottom =
    1.0 +
    s *
      (36.69654424012498 +
        s *
          (501.05893616293093 +
            s *
              (3238.277063486659 +
                s *
                  (10435.434128850513 +
                    s * (16197.509807895605 + s * (10647.818821177148 + s * 2097.952875007724))))));
  return (s * top) / bottom;
}

/** 1/√π. */
export const INVERSE_ROOT_PI = 0.5641895835477563;

/** r(x) = x·exp(x²)·erfc(x) − 1/√π for x ≥ 0.84375, with all its digits; it is about −1/(2√π·x²). */
export function tailExcess(x: number): number {
  return x < 2.5 ? middle(x) : far(1 / (x * x));
}

/**
 * The complementary error function 1 − erf x for x ≥ 0.84375.
 *
 * erfc x = exp(−x²)·(1/√π + r(x))/x. x² must be had to more than 53 bits, for exp makes an absolute error of
 * its argument a relative one of its value: with h = x rounded to 24 bits, h² is exact and exp(−x²) =
 * exp(−h²)·exp(−(x−h)(x+h)).
 */
export function erfcTail(x: number): number {
  const h = Math.fround(x);
  const d = (h - x) * (h + x);
  // |d| < 1e-4: four terms of exp(d) − 1 are exact to a double.
  const growth = d * (1 + d * (0.5 + d * (1 / 6 + d / 24)));
  const excess = x < 2.5 ? middle(x) : far(1 / (x * x)) + INVERSE_ROOT_PI_LOW;
  const scaled = (INVERSE_ROOT_PI + excess) / x;
  return Math.exp(-h * h) * (scaled + scaled * growth);
}
