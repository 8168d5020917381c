import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** What goes by the machine's clock, where a neighbour's work shows: answers within a budget, and what is late. */
const byTheClock = [
  'apps/webhook/**/*.test.ts',
  'apps/emulator/src/webhook/*.test.ts',
  'apps/cli/src/commands/{deadline,emulate}.test.ts',
  'apps/cli/src/{deadline,emulate}/**/*.test.ts',
  'packages/server/**/*.test.ts',
]
const built = ['**/dist/**', '**/dist-testing/**', '**/dist-pool/**']

export default defineConfig({
  resolve: { conditions: ['@pointsman/source'] },
  ssr: { resolve: { conditions: ['@pointsman/source'], externalConditions: ['@pointsman/source'] } },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a test spawns, and what threads load, is what is shipped.
    globalSetup: ['scripts/bundle.mjs'],
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: [
            'packages/**/*.test.ts',
            'apps/**/*.test.ts',
            'benchmarks/**/*.test.ts',
            'fixtures/**/*.test.ts',
            'scripts/**/*.test.ts',
            'docs/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...built, ...byTheClock],
          // By itself vitest leaves one core free, which on a machine of two leaves it one.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: byTheClock,
          exclude: [...configDefaults.exclude, ...built],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
