import { defineConfig } from 'vitest/config';

const SECOND = 1_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,infra}/**/*.test.ts', 'test/{bench,flow,model}/**/*.test.ts'],
          // Properties over many histories take their time on a busy machine.
          testTimeout: 30 * SECOND,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['test/{integration,e2e,faults}/**/*.test.ts'],
          globalSetup: 'packages/testkit/stack-setup.ts',
          // The files share one broker and one engine, and two cores: beside each other they measure each other.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
    ],
  },
});
