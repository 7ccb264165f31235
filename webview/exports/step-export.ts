// A chunk of its own, loaded when a step is first exported.
import type { StepExplanation, StepLine } from '../../src/core/explain/explain-step.ts';
import type { Table } from '../../src/core/table.ts';
import { latex } from './latex.ts';

/** Every number of a step, with its symbol and, where there is one, the rule that it comes from, in TeX. @param step in TeX. */
export function stepTable(step: StepExplanation): Table {
  const parts = [
    ['setting', step.settings],
    ['iterate', step.point],
    ['gradient', step.gradient],
    ['state', step.state],
    ['temporary', step.temporaries],
    ['sequential', step.sequential ?? []],
  ] as const;
  return {
    columns: ['k', 'part', 'symbol', 'rule', 'value'],
    rows: parts.flatMap(([part, lines]) =>
      lines.map(({ left, right = '', number }) => [step.k, part, left, right, number]),
    ),
  };
}

/** A step in LaTeX: the rule, and its lines with their numbers. @param step in TeX. */
export function stepLatex(step: StepExplanation, title: string): string {
  const { rule, settings, point, gradient, state, temporaries, rest } = step;
  const equal = ({ left, value }: StepLine) => ({ left, right: `= ${value}` });
  const becomes = ({ left, right, value }: StepLine) => ({
    left,
    right: right === undefined ? `\\leftarrow ${value}` : `\\leftarrow ${right} = ${value}`,
  });
  const assigned = temporaries.map(({ left, value }, i) => ({
    left: point[i]?.left ?? '',
    right: `\\leftarrow ${left} = ${value}`,
  }));
  const known = [...settings, ...point, ...gradient].map(equal);
  const others =
    rest > 0 ? [{ left: '', right: `\\;\\vdots`, note: `${rest} more parameters in the same way` }] : [];
  return latex(title, rule, [...known, ...[...state, ...temporaries].map(becomes), ...assigned, ...others]);
}
