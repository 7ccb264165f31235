/*
 * Test vectors of xoshiro256++ and its jump (Blackman & Vigna 2021, ACM TOMS 47(4):36; public domain), seeded by splitmix64
 * (Steele, Lea & Flood 2014), in 64-bit arithmetic.
 *
 *     gcc -O2 -o xoshiro256 xoshiro256.c && ./xoshiro256
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint64_t s[4];

static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static uint64_t next(void) {
  const uint64_t result = rotate(s[0] + s[3], 23) + s[0];
  const uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

static void seed(uint64_t x) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (x += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    s[i] = z ^ (z >> 31);
  }
}

static void jump(void) {
  static const uint64_t polynomial[] = {0x180ec6d33cfd0aba, 0xd5a61266f0c9392c, 0xa9582618e03fc9aa, 0x39abdc4529b1661c};
  uint64_t sum[4] = {0, 0, 0, 0};
  for (int i = 0; i < 4; i++)
    for (int b = 0; b < 64; b++) {
      if (polynomial[i] & (uint64_t)1 << b)
        for (int j = 0; j < 4; j++) sum[j] ^= s[j];
      next();
    }
  memcpy(s, sum, sizeof s);
}

static void print(const char *label) {
  printf("%s:", label);
  for (int i = 0; i < 6; i++) printf(" %016" PRIx64, next());
  printf("\n");
}

int main(void) {
  for (int i = 0; i < 4; i++) s[i] = i + 1;
  print("state 1 2 3 4");
  const uint64_t seeds[] = {0, 1, 42, 4294967296, 9007199254740991};
  for (int i = 0; i < 5; i++) {
    char label[40];
    seed(seeds[i]);
    sprintf(label, "seed %" PRIu64, seeds[i]);
    print(label);
    seed(seeds[i]);
    jump();
    strcat(label, ", jumped");
    print(label);
  }
  seed(42);
  for (int i = 0; i < 999999; i++) next();
  print("seed 42 from the millionth");
  return 0;
}
