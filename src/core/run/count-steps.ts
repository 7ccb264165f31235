/** "1 step", "8 steps". */
export function countSteps(count: number): string {
  return `${count} ${count === 1 ? 'step' : 'steps'}`;
}
