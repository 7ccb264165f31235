import { defineConfig } from 'vitest/config';

// A workbench takes two cores and some ten seconds to come up.
const workbench = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'],
          setupFiles: ['test/unit/support/fixed-seed.ts'],
          // A machine with other work to do is no reason to fail.
          testTimeout: 30_000,
        },
      },
      {
        test: { name: 'page', include: ['test/page/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
      },
      { test: { name: 'flows', include: ['test/workbench/flows/**/*.flow.ts'], ...workbench } },
      { test: { name: 'vsix', include: ['test/workbench/vsix/**/*.flow.ts'], ...workbench } },
    ],
  },
});
