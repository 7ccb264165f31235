/** What an expression that exhausts the stack is told. */
export const TOO_DEEP =
  'the expression is nested too deeply; name its parts as functions or constants of their own';
