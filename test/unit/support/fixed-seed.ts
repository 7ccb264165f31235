import fc from 'fast-check';

// The same random inputs in every run, so that a failure is one of the change at hand; SEED=… npm test tries others.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_260_101) });
