import { expect, test } from 'vitest';
import { readsAsDescent, readsAsGdscript } from '../../../src/host/gd-text.ts';

test.each([
  'extends Node2D\n',
  'extends "res://player.gd"\n',
  'class_name Player\n',
  '@tool\nextends Node\n',
  '@export var speed = 4\n',
  'func _ready():\n\tpass\n',
  'static func f(x) -> float:\n\treturn x\n',
  'signal hit\n',
  'var speed: float = 4\n',
  'const SPEED := 4\n',
  'enum State { IDLE, RUN }\n',
])('GDScript: %j', (text) => {
  expect(readsAsGdscript(text)).toBe(true);
  expect(readsAsDescent(text)).toBe(false);
});

test.each([
  'J(θ1, θ2) = θ1^2 + θ2^2\n',
  'quadratic(x[5]) = sum(i, 1, 5, i*(x[i] - 1)^2)\n',
  'loss(w[2], bias) = w[1] + bias\n',
  '# var x is a variable of the function below\nf(x) = x^2\n',
  'minimize J\n  from θ1 = 1\n',
])('Descent: %j', (text) => {
  expect(readsAsDescent(text)).toBe(true);
  expect(readsAsGdscript(text)).toBe(false);
});

test.each(['', 'a = 1\n', 'func = 3\n', 'signal(x) = x^2\n', 'variance = 2\n', 'tool(x) = x\n'])(
  'not GDScript: %j',
  (text) => {
    expect(readsAsGdscript(text)).toBe(false);
  },
);
