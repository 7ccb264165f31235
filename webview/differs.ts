/** Whether what something was drawn from has changed. */
export const differs = (now: readonly unknown[], before: readonly unknown[]): boolean =>
  now.length !== before.length || now.some((each, index) => !Object.is(each, before[index]));
