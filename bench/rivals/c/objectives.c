/* The functions with their gradients, as one writes them by hand. */
#include <math.h>
#include "rivals.h"

double next_datum(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return ((int)((*state >> 16) % 2001) - 1000) / 1000.0;
}

double bowl(const double *x, double *g, int n) {
  (void)n;
  g[0] = 2 * x[0];
  g[1] = 2 * x[1];
  return x[0] * x[0] + x[1] * x[1];
}

double rosenbrock2(const double *x, double *g, int n) {
  (void)n;
  double a = 1 - x[0], b = x[1] - x[0] * x[0];
  g[0] = -2 * a - 400 * b * x[0];
  g[1] = 200 * b;
  return a * a + 100 * b * b;
}

double beale(const double *x, double *g, int n) {
  (void)n;
  double y = x[1], y2 = y * y, y3 = y2 * y;
  double a = 1.5 - x[0] + x[0] * y, b = 2.25 - x[0] + x[0] * y2, c = 2.625 - x[0] + x[0] * y3;
  g[0] = 2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1));
  g[1] = 2 * x[0] * (a + 2 * b * y + 3 * c * y2);
  return a * a + b * b + c * c;
}

double rastrigin(const double *x, double *g, int n) {
  double sum = 10 * n;
  for (int i = 0; i < n; i++) {
    double angle = 2 * M_PI * x[i];
    sum += x[i] * x[i] - 10 * cos(angle);
    g[i] = 2 * x[i] + 20 * M_PI * sin(angle);
  }
  return sum;
}

/* The term before is computed again rather than carried over: so gcc makes vectors of it, and it is the fastest of five ways. */
double rosenbrock(const double *restrict x, double *restrict g, int n) {
  double a0 = 1 - x[0], b0 = x[1] - x[0] * x[0], sum = a0 * a0 + 100 * b0 * b0;
  g[0] = -2 * a0 - 400 * b0 * x[0];
  for (int i = 1; i < n - 1; i++) {
    double a = 1 - x[i], b = x[i + 1] - x[i] * x[i], before = x[i] - x[i - 1] * x[i - 1];
    sum += a * a + 100 * b * b;
    g[i] = 200 * before - 2 * a - 400 * b * x[i];
  }
  g[n - 1] = 200 * (x[n - 1] - x[n - 2] * x[n - 2]);
  return sum;
}

enum { ROWS = 1000, COLUMNS = 20 };
static double X[ROWS][COLUMNS], label[ROWS];

static void make_data(void) {
  unsigned state = 1;
  for (int i = 0; i < ROWS; i++)
    for (int j = 0; j < COLUMNS; j++) X[i][j] = next_datum(&state);
  for (int i = 0; i < ROWS; i++) label[i] = next_datum(&state) < 0 ? -1 : 1;
}

/* mean of log(1 + exp(-label * (X w))) */
double logistic(const double *restrict w, double *restrict g, int n) {
  double sum = 0;
  if (label[0] == 0) make_data();
  for (int j = 0; j < n; j++) g[j] = 0;
  for (int i = 0; i < ROWS; i++) {
    double product = 0;
    for (int j = 0; j < COLUMNS; j++) product += X[i][j] * w[j];
    double e = exp(-label[i] * product);
    sum += log1p(e);
    double weight = -label[i] * e / (1 + e) / ROWS;
    for (int j = 0; j < COLUMNS; j++) g[j] += weight * X[i][j];
  }
  return sum / ROWS;
}
