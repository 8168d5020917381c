// Who may import whom: docs/DESIGN.md gives the reasons. The checker reads this table and knows nothing else of the house.

/** A room is a folder; of nested rooms the innermost counts. `*`: anything. */
export const rooms = {
  'packages/core': { imports: [], node: false, outside: [] },
  'packages/core/testing': { imports: ['packages/core'], node: false, outside: ['fast-check', 'vitest'] },
  'packages/wire': { imports: [], node: false, outside: [] },
  'packages/inbenta': { imports: ['packages/core', 'packages/wire'], node: true, outside: ['zod'] },
  'packages/chatlayer': { imports: ['packages/core', 'packages/wire'], node: true, outside: ['zod'] },
  'packages/aivo': { imports: ['packages/core', 'packages/wire'], node: true, outside: ['zod'] },
  'packages/recording': {
    imports: ['packages/core', 'packages/wire', 'packages/inbenta', 'packages/chatlayer', 'packages/aivo'],
    node: true,
    outside: ['zod'],
  },
  'packages/world': { imports: ['packages/core'], node: false, outside: [] },
  'packages/simulator': {
    imports: ['packages/core', 'packages/world'],
    node: false,
    outside: ['d3-random', 'munkres'],
  },
  'packages/simulator/pool': {
    imports: ['packages/core', 'packages/world', 'packages/simulator'],
    node: true,
    outside: ['tinypool'],
  },
  'packages/report': {
    imports: ['packages/core', 'packages/simulator'],
    node: true,
    outside: ['d3-scale', 'd3-shape'],
  },
  'packages/server': {
    imports: [
      'packages/core',
      'packages/wire',
      'packages/inbenta',
      'packages/chatlayer',
      'packages/aivo',
      'packages/recording',
    ],
    node: true,
    outside: ['hono', 'ioredis', 'prom-client', 'pino', 'zod'],
  },
  'apps/webhook': {
    imports: ['packages/server', 'packages/core', 'packages/recording'],
    node: true,
    outside: ['@hono/node-server', 'close-with-grace'],
  },
  'apps/emulator': {
    imports: [
      'packages/core',
      'packages/world',
      'packages/wire',
      'packages/inbenta',
      'packages/chatlayer',
      'packages/aivo',
    ],
    node: true,
    outside: ['hono', '@hono/node-server', 'zod'],
  },
  'apps/cli': {
    imports: ['*'],
    node: true,
    outside: [
      'bullmq',
      'cli-progress',
      'cli-table3',
      'commander',
      'csv-parse',
      'fast-check',
      'hdr-histogram-js',
      'ioredis',
      'string-width',
      'zod',
    ],
  },
  benchmarks: { imports: ['*'], node: true, outside: ['*'] },
  fixtures: {
    imports: [
      'packages/core',
      'packages/wire',
      'packages/inbenta',
      'packages/recording',
      'packages/world',
      'packages/simulator',
    ],
    node: true,
    outside: [],
  },
}

/** What tests (`*.test.ts`) may import beside what their room may. */
export const tests = {
  imports: ['packages/core/testing', 'fixtures'],
  node: true,
  outside: ['vitest', 'fast-check', 'playwright-core', 'saxes'],
}

/** Names that say nothing of what is inside. */
export const emptyNames = ['utils', 'util', 'helpers', 'helper', 'manager', 'service', 'types', 'common', 'misc']
