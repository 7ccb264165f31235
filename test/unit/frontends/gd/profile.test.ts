import { describe, expect, test } from 'vitest';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { classicalNames, classicalProblem } from '../../../../src/frontends/gd/classical-objectives.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectProblems } from '../../support/marked.ts';

const BOWL = 'bowl(x, y) = x^2 + y^2\n';

describe('a profile', () => {
  test('is over definitions of the text and classical problems by name, each once', () => {
    const { profiles, problems } = parseGd(
      `${BOWL}minimize bowl\n  from x = 3, y = 4\nprofile bowl, beale, wood, beale\n  with gd(rate = 0.1), bfgs()\n  until evaluations = 50\n`,
    );
    expect(problems).toEqual([]);
    const [{ problems: found, experiment } = { problems: [], experiment: undefined }] = profiles;
    expect(found.map(({ objective, start, minimum }) => [objective.name, start, minimum])).toEqual([
      ['bowl', [3, 4], undefined],
      ['beale', [1, 1], 0],
      ['wood', [-3, -1, -3, -1], 0],
    ]);
    expect(experiment?.methods.map(({ method }) => method)).toEqual(['gd', 'bfgs']);
    expect(experiment?.until).toEqual({ evaluations: 50 });
  });

  test('knows all classical problems, each by the name of its definition', () => {
    expect(new Set(classicalNames()).size).toBe(CLASSICAL_PROBLEMS.length);
    for (const [i, name] of classicalNames().entries()) {
      const problem = classicalProblem(name);
      expect(problem?.objective.size).toBe(CLASSICAL_PROBLEMS[i]?.dimension);
    }
    const { profiles } = parseGd('profile classical\n  with bfgs(), cg()\n');
    expect(profiles[0]?.problems).toHaveLength(CLASSICAL_PROBLEMS.length);
  });

  test('a definition of the text goes before a classical problem of its name, and may be called profile', () => {
    const { profiles, problems } = parseGd(
      'beale(x) = x^2\nprofile(x) = x^4\nprofile beale, profile\n  with bfgs(), cg()\n',
    );
    expect(problems).toEqual([]);
    expect(profiles[0]?.problems.map(({ objective }) => objective.size)).toEqual([1, 1]);
  });

  test.each<[string, string]>([
    ['profile bowl, «beal»\n  with bfgs(), cg()', 'there is no problem beal; did you mean beale?'],
    ['profile bowl\n  «with» bfgs()', 'a profile compares methods; write two or more, with bfgs(), cg()'],
    [
      'profile bowl\n  «from» x = 1, y = 1\n  with bfgs(), cg()',
      'a profile has no "from": every problem has its own; write with and until, or minimize one objective',
    ],
    [
      'profile bowl\n  «with» gd(rate = linspace(0.1, 0.2, 3)), cg()',
      'a profile compares single methods; write a list, rate = [0.01, 0.1], instead of a sweep',
    ],
  ])('%s', (marked, message) => {
    expectProblems(BOWL + marked, message);
  });
});
