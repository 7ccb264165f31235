/* A million forward gradients (grad f . v) v of x^2 + y^2 at (2, 1), v standard normal by a ziggurat over xoshiro256++. */
#include <math.h>
#include <stdint.h>
#include "rivals.h"

enum { LAYERS = 256 };
/* R and V of Marsaglia & Tsang 2000, The Ziggurat Method, for 256 layers. */
static const double R = 3.6541528853610088, V = 4.92867323399e-3;
static double edge[LAYERS + 1], height[LAYERS + 1], mean[2];
static uint64_t s[4] = {1, 2, 3, 4};

static inline uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }

static inline uint64_t next(void) {
  uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t, s[3] = rotate(s[3], 45);
  return result;
}

static inline double uniform(void) { return ((double)(next() >> 11) + 0.5) * 0x1p-53; }

static void prepare(int size) {
  (void)size;
  edge[0] = V / exp(-0.5 * R * R);
  edge[1] = R;
  edge[LAYERS] = 0;
  for (int i = 2; i < LAYERS; i++) edge[i] = sqrt(-2 * log(V / edge[i - 1] + exp(-0.5 * edge[i - 1] * edge[i - 1])));
  for (int i = 0; i <= LAYERS; i++) height[i] = exp(-0.5 * edge[i] * edge[i]);
}

static inline double normal(void) {
  for (;;) {
    uint64_t bits = next();
    int layer = bits & (LAYERS - 1);
    double u = (double)((int64_t)bits >> 11) * 0x1p-52, x = u * edge[layer];
    if (fabs(x) < edge[layer + 1]) return x;
    if (layer == 0) {
      double tail, y;
      do {
        tail = -log(uniform()) / R;
        y = -log(uniform());
      } while (2 * y < tail * tail);
      return u < 0 ? -(R + tail) : R + tail;
    }
    if (height[layer] + uniform() * (height[layer + 1] - height[layer]) < exp(-0.5 * x * x)) return x;
  }
}

static void run(long count) {
  const double x[2] = {2, 1};
  while (count--) {
    double sum[2] = {0};
    for (int i = 0; i < 1000000; i++) {
      double v[2] = {normal(), normal()}, slope = 2 * x[0] * v[0] + 2 * x[1] * v[1];
      sum[0] += slope * v[0];
      sum[1] += slope * v[1];
    }
    mean[0] = sum[0] / 1e6, mean[1] = sum[1] / 1e6;
  }
}

static double answer(void) { return mean[0] + mean[1]; }

const struct task sampling_tasks[] = {{"forward-gradient", prepare, run, answer}, {0}};
