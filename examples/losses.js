// The distance that light takes from (0, 1) to (2, -1) by way of the point x on the water, which slows it.
const path = (x) => Math.hypot(x, 1) + 1.33 * Math.hypot(2 - x, 1);

// A smooth step down into a hole.
function hole(x, y) {
  const r = Math.hypot(x, y);
  if (r < 1) return r ** 2 - 1;
  return 2 * Math.log(r);
}

// How far three numbers are from being equal, and from adding up to one.
const simplex = (p) => {
  const mean = p.reduce((sum, v) => sum + v, 0) / p.length;
  return p.map((v) => (v - mean) ** 2).reduce((sum, v) => sum + v, 0) + (p[0] + p[1] + p[2] - 1) ** 2;
};
