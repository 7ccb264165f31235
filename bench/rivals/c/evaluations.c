/* Values with gradients, called through a pointer that the compiler must not follow. */
#include "rivals.h"

enum { LARGEST = 100000 };
static double x[LARGEST], g[LARGEST], last;
static int n;

static void at(int size, double value) {
  n = size;
  for (int i = 0; i < n; i++) x[i] = value;
}

static void evaluate(objective *function, long count) {
  objective *volatile f = function;
  double x0 = x[0], total = 0;
  for (long i = 0; i < count; i++) {
    x[0] = x0 + (i & 1) * 1e-6;
    last = f(x, g, n);
    total += last + g[0];
  }
  sink = total;
}

static double answer(void) {
  double sum = last;
  for (int i = 0; i < n; i++) sum += g[i];
  return sum;
}

static void prepare(int size) { at(size, 0.3); }

static void run_bowl(long count) { evaluate(bowl, count); }
static void run_rosenbrock2(long count) { evaluate(rosenbrock2, count); }
static void run_beale(long count) { evaluate(beale, count); }
static void run_rastrigin(long count) { evaluate(rastrigin, count); }
static void run_rosenbrock(long count) { evaluate(rosenbrock, count); }
static void run_logistic(long count) { evaluate(logistic, count); }

const struct task evaluation_tasks[] = {
    {"bowl", prepare, run_bowl, answer},
    {"rosenbrock2", prepare, run_rosenbrock2, answer},
    {"beale", prepare, run_beale, answer},
    {"rastrigin", prepare, run_rastrigin, answer},
    {"rosenbrock", prepare, run_rosenbrock, answer},
    {"logistic", prepare, run_logistic, answer},
    {0},
};
