/* Optimizers. `size` is the number of steps of one run. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "rivals.h"

enum { COLUMNS = 8, MOST_STEPS = 1000000 };
static int steps;
static double final;
static double *trace;

static void prepare(int size) {
  steps = size;
  if (!trace) {
    trace = malloc(sizeof(double) * COLUMNS * (MOST_STEPS + 1));
    memset(trace, 0, sizeof(double) * COLUMNS * (MOST_STEPS + 1));
  }
}

static double answer(void) { return final; }

/* A row as the library's trace has it: k, f, gradient norm, step, rate, evaluations, x. */
static void record(int k, double f, const double *g, double step, double rate, const double *x) {
  double *row = trace + COLUMNS * k;
  row[0] = k;
  row[1] = f;
  row[2] = sqrt(g[0] * g[0] + g[1] * g[1]);
  row[3] = step;
  row[4] = rate;
  row[5] = k + 1;
  row[6] = x[0];
  row[7] = x[1];
}

static inline __attribute__((always_inline)) void gd(objective *function, const double *start, double rate, int recording) {
  objective *volatile f = function;
  double x[2] = {start[0], start[1]}, g[2];
  double value = f(x, g, 2);
  if (recording) record(0, value, g, 0, NAN, x);
  for (int k = 1; k <= steps && isfinite(value); k++) {
    double dx = rate * g[0], dy = rate * g[1];
    x[0] -= dx;
    x[1] -= dy;
    value = f(x, g, 2);
    if (recording) record(k, value, g, sqrt(dx * dx + dy * dy), rate, x);
  }
  final = value;
  sink = value;
}

static inline __attribute__((always_inline)) void adam(objective *function, const double *start, double rate, int recording) {
  objective *volatile f = function;
  double x[2] = {start[0], start[1]}, g[2], m[2] = {0}, v[2] = {0}, p1 = 1, p2 = 1;
  double value = f(x, g, 2);
  if (recording) record(0, value, g, 0, NAN, x);
  for (int k = 1; k <= steps && isfinite(value); k++) {
    double before[2] = {x[0], x[1]};
    p1 *= 0.9;
    p2 *= 0.999;
    for (int i = 0; i < 2; i++) {
      m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
      v[i] = 0.999 * v[i] + (1 - 0.999) * (g[i] * g[i]);
      x[i] -= rate * (m[i] / (1 - p1)) / (sqrt(v[i] / (1 - p2)) + 1e-8);
    }
    value = f(x, g, 2);
    if (recording) record(k, value, g, hypot(x[0] - before[0], x[1] - before[1]), rate, x);
  }
  final = value;
  sink = value;
}

/* BFGS with the line search of Nocedal & Wright 2006, algorithms 3.5, 3.6 and 6.1, until the gradient is below 1e-6. */
static double along(objective *f, const double *x, const double *p, double t, double *y, double *g) {
  y[0] = x[0] + t * p[0];
  y[1] = x[1] + t * p[1];
  return f(y, g, 2);
}

static double cubic(double a, double fa, double da, double b, double fb, double db) {
  double d1 = da + db - 3 * (fa - fb) / (a - b), square = d1 * d1 - da * db;
  if (square < 0) return (a + b) / 2;
  double d2 = copysign(sqrt(square), b - a), t = b - (b - a) * (db + d2 - d1) / (db - da + 2 * d2);
  double low = fmin(a, b), wide = fabs(b - a);
  return isfinite(t) && t > low + 0.1 * wide && t < low + 0.9 * wide ? t : (a + b) / 2;
}

static double search(objective *f, const double *x, const double *p, double f0, double d0, double *y, double *g, double *value) {
  double a = 0, fa = f0, da = d0, t = 1, b = 0, fb = 0, db = 0;
  int bracketed = 0;
  for (int i = 0; i < 40; i++) {
    double ft = along(f, x, p, t, y, g), dt = g[0] * p[0] + g[1] * p[1];
    *value = ft;
    if (ft > f0 + 1e-4 * t * d0 || ft >= fa) {
      b = t, fb = ft, db = dt, bracketed = 1;
    } else {
      if (fabs(dt) <= -0.9 * d0) return t;
      if (!bracketed ? dt >= 0 : dt * (b - a) >= 0) b = a, fb = fa, db = da, bracketed = 1;
      a = t, fa = ft, da = dt;
    }
    t = bracketed ? cubic(a, fa, da, b, fb, db) : 2 * t;
  }
  return t;
}

static void bfgs(objective *function) {
  objective *volatile f = function;
  double x[2] = {-1.2, 1}, y[2], g[2], gy[2], value = f(x, g, 2);
  double h00 = 1, h01 = 0, h11 = 1;
  for (int k = 0; k < 200 && sqrt(g[0] * g[0] + g[1] * g[1]) >= 1e-6; k++) {
    double p[2] = {-(h00 * g[0] + h01 * g[1]), -(h01 * g[0] + h11 * g[1])}, next = value;
    search(f, x, p, value, g[0] * p[0] + g[1] * p[1], y, gy, &next);
    double s[2] = {y[0] - x[0], y[1] - x[1]}, d[2] = {gy[0] - g[0], gy[1] - g[1]};
    double sd = s[0] * d[0] + s[1] * d[1];
    if (sd > 0) {
      if (k == 0) h00 = h11 = sd / (d[0] * d[0] + d[1] * d[1]);
      double u[2] = {h00 * d[0] + h01 * d[1], h01 * d[0] + h11 * d[1]};
      double scale = (1 + (d[0] * u[0] + d[1] * u[1]) / sd) / sd;
      h00 += scale * s[0] * s[0] - 2 * u[0] * s[0] / sd;
      h01 += scale * s[0] * s[1] - (u[0] * s[1] + s[0] * u[1]) / sd;
      h11 += scale * s[1] * s[1] - 2 * u[1] * s[1] / sd;
    }
    memcpy(x, y, sizeof x);
    memcpy(g, gy, sizeof g);
    value = next;
  }
  final = x[0] + x[1];
  sink = value;
}

static const double bowl_start[] = {1, 0.5}, rosenbrock_start[] = {-1.2, 1};

static void run_gd_bowl(long n) { while (n--) gd(bowl, bowl_start, 1e-6, 0); }
static void run_gd_bowl_recording(long n) { while (n--) gd(bowl, bowl_start, 1e-6, 1); }
static void run_gd_rosenbrock(long n) { while (n--) gd(rosenbrock2, rosenbrock_start, 1e-4, 0); }
static void run_gd_rosenbrock_recording(long n) { while (n--) gd(rosenbrock2, rosenbrock_start, 1e-4, 1); }
static void run_adam(long n) { while (n--) adam(rosenbrock2, rosenbrock_start, 1e-6, 0); }
static void run_adam_recording(long n) { while (n--) adam(rosenbrock2, rosenbrock_start, 1e-6, 1); }
static void run_bfgs(long n) { while (n--) bfgs(rosenbrock2); }

const struct task descent_tasks[] = {
    {"gd-bowl", prepare, run_gd_bowl, answer},
    {"gd-bowl-recording", prepare, run_gd_bowl_recording, answer},
    {"gd-rosenbrock", prepare, run_gd_rosenbrock, answer},
    {"gd-rosenbrock-recording", prepare, run_gd_rosenbrock_recording, answer},
    {"adam", prepare, run_adam, answer},
    {"adam-recording", prepare, run_adam_recording, answer},
    {"bfgs", prepare, run_bfgs, answer},
    {0},
};
