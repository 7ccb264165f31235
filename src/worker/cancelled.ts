/** Thrown where work is given up because whoever asked for it wants it no longer. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
  }
}
