/* Functions on a grid of 512 x 512 points. Compiled for 128-bit vectors, as WebAssembly has them. */
#include <math.h>
#include "rivals.h"

enum { SIDE = 512 };
static double out[SIDE * SIDE];

static double at(int i, double half) { return i == SIDE - 1 ? half : -half + i * (2 * half) / (SIDE - 1); }

static double beale_at(double x, double y) {
  double a = 1.5 - x + x * y, b = 2.25 - x + x * (y * y), c = 2.625 - x + x * (y * y * y);
  return a * a + b * b + c * c;
}

static double rastrigin_at(double x, double y) {
  return 20 + x * x - 10 * cos(2 * M_PI * x) + y * y - 10 * cos(2 * M_PI * y);
}

static void run_beale(long count) {
  double columns[SIDE];
  for (long k = 0; k < count; k++) {
    for (int i = 0; i < SIDE; i++) columns[i] = at(i, 4.5);
    for (int j = 0; j < SIDE; j++) {
      double y = at(j, 4.5);
      for (int i = 0; i < SIDE; i++) out[j * SIDE + i] = beale_at(columns[i], y);
    }
    sink = out[k % SIDE];
  }
}

static void run_rastrigin(long count) {
  double columns[SIDE];
  for (long k = 0; k < count; k++) {
    for (int i = 0; i < SIDE; i++) columns[i] = at(i, 5.12);
    for (int j = 0; j < SIDE; j++) {
      double y = at(j, 5.12);
      for (int i = 0; i < SIDE; i++) out[j * SIDE + i] = rastrigin_at(columns[i], y);
    }
    sink = out[k % SIDE];
  }
}

static void prepare(int size) { (void)size; }

static double answer(void) {
  double sum = 0;
  for (int i = 0; i < SIDE * SIDE; i++) sum += out[i];
  return sum;
}

const struct task field_tasks[] = {
    {"field-beale", prepare, run_beale, answer},
    {"field-rastrigin", prepare, run_rastrigin, answer},
    {0},
};
