import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@pointsman/source'] },
  ssr: { resolve: { conditions: ['@pointsman/source'], externalConditions: ['@pointsman/source'] } },
  test: {
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.ts',
      'benchmarks/**/*.test.ts',
      'fixtures/**/*.test.ts',
      'scripts/**/*.test.ts',
      'docs/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/dist-testing/**', '**/dist-pool/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
