/** How the surface is looked at. */
export interface Pose {
  /** Turn about the vertical in radians; 0 looks north, with the first coordinate to the right. */
  readonly azimuth: number;
  /** From the vertical in radians: 0 looks straight down. */
  readonly polar: number;
  /** Above 1 is nearer. */
  readonly zoom: number;
  /** 0: the surface; 1: laid flat, seen from the top: the contour plot. */
  readonly flatness: number;
}

export const HOME_POSE: Pose = { azimuth: 0.62, polar: 0.92, zoom: 1, flatness: 0 };

/** What a pose comes to between surface and contour plot: first it turns to the top, and on the way it is squashed. */
export interface BlendedPose {
  readonly azimuth: number;
  readonly polar: number;
  readonly zoom: number;
  /** What is left of the heights. */
  readonly rise: number;
  /** The camera's angle of view in degrees; small ones are all but orthographic. */
  readonly view: number;
  /** How much of the frame around the contour plot is there. */
  readonly frame: number;
}

/** Room around the surface, so that its corners stay in sight while it turns. */
const DISTANCE = 1.5;

export function blendPose({ azimuth, polar, zoom, flatness }: Pose): BlendedPose {
  const turned = smooth(flatness / 0.85);
  const left = 1 - turned;
  return {
    azimuth: wrap(azimuth) * left,
    polar: polar * left,
    zoom: 1 + (zoom / DISTANCE - 1) * left,
    rise: 1 - smooth((flatness - 0.2) / 0.75),
    view: 5 + 23 * left,
    frame: smooth((flatness - 0.85) / 0.15),
  };
}

/** Turns a pose; it never goes below the ground or over the top. */
export function turnPose(pose: Pose, azimuth: number, polar: number): Pose {
  return {
    ...pose,
    azimuth: pose.azimuth + azimuth,
    polar: Math.min(Math.max(pose.polar + polar, 0), Math.PI / 2 - 0.02),
  };
}

export function zoomPose(pose: Pose, factor: number): Pose {
  return { ...pose, zoom: Math.min(Math.max(pose.zoom * factor, 0.4), 6) };
}

/** An angle between −π and π: the surface turns back the short way. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

function smooth(share: number): number {
  const t = Math.min(Math.max(share, 0), 1);
  return t * t * (3 - 2 * t);
}
