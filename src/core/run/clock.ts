/** Time in milliseconds from any origin. */
export type Clock = () => number;
