/** Runs the source it is given, else the objective at the cursor; lenses call it. */
export const RUN_COMMAND = 'descent.run';

/** Ends everything that runs; the status bar calls it. */
export const CANCEL_COMMAND = 'descent.cancel';
