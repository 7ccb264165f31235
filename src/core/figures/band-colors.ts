import { channelsOf, hexColor } from './hex-color.ts';

/**
 * Colours between two others in equal steps of perceived difference: straight lines in OKLab (Ottosson 2020).
 * @param low `#rrggbb`
 * @param high `#rrggbb`
 * @returns `count` colours, `#rrggbb`, from low to high.
 */
export function bandColors(low: string, high: string, count: number): string[] {
  const from = toOklab(low);
  const to = toOklab(high);
  return Array.from({ length: count }, (_, index) => {
    const share = count > 1 ? index / (count - 1) : 0;
    return fromOklab(from.map((value, axis) => value + share * ((to[axis] as number) - value)));
  });
}

/** A colour between two others, `share` of the way, in OKLab; `#rrggbb`. */
export function mix(from: string, to: string, share: number): string {
  const first = toOklab(from);
  const second = toOklab(to);
  return fromOklab(first.map((value, axis) => value + share * ((second[axis] as number) - value)));
}

/** The hue of a colour in OKLab, as an angle in radians from −π to π. */
export function hueOf(color: string): number {
  const [, a = 0, b = 0] = toOklab(color);
  return Math.atan2(b, a);
}

function toOklab(color: string): number[] {
  const [r = 0, g = 0, b = 0] = channelsOf(color).map((channel) => toLinear(channel / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness = 0, a = 0, b = 0]: readonly number[]): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return hexColor(channels.map((channel) => 255 * toGamma(channel)));
}

const toLinear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const toGamma = (value: number): number =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
