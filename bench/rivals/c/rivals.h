#ifndef RIVALS_H
#define RIVALS_H

/* f(x) of n variables; writes the gradient to g. */
typedef double objective(const double *x, double *g, int n);

/* A thing to be timed. `run` does it `count` times, `answer` tells a number of what the last time computed. */
struct task {
  const char *name;
  void (*prepare)(int size);
  void (*run)(long count);
  double (*answer)(void);
};

extern const struct task evaluation_tasks[], descent_tasks[], field_tasks[], sampling_tasks[];

objective bowl, rosenbrock2, beale, rastrigin, rosenbrock, logistic;

/* Where results go that nobody reads. */
extern volatile double sink;

/* The numbers k/1000 in [-1, 1] that every contender makes its data from, the same everywhere. */
double next_datum(unsigned *state);

#endif
