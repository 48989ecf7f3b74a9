import { configDefaults, defineConfig } from 'vitest/config'

/** These start servers and processes, kill databases or hash passwords: one after the other, or they wait on each other. */
const HEAVY = [
  'e2e/**/*.test.ts',
  'lib/web/server*.test.ts',
  'lib/members/{sign-in,first-member,demo-seed}.db.test.ts',
  'lib/popp/simulator/**/*.test.ts',
]
/** Each file has a process and a database of its own, so two at a time on two cores. */
const DATABASE = ['**/*.db.test.ts']
const ALL = ['{app,components,lib,prisma}/**/*.test.{ts,tsx}']
const { exclude } = configDefaults
/** Minutes, not seconds: only where `npm run test:reliability` asks for them. */
const LONG = ['e2e/reliability/*.long.ts']
const globalSetup = ['./lib/platform/testing/global-setup.ts']

const long = {
  extends: true as const,
  test: { name: 'long', include: LONG, globalSetup, maxWorkers: 1, sequence: { groupOrder: 3 } },
}

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    // Only against what hangs: a machine many times slower must not decide about a test.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000, interval: 20 } },
    pool: 'forks',
    projects: [
      {
        extends: true,
        // One process serves them all: a process for each cost 90 s of 400.
        test: {
          name: 'pure',
          include: ALL,
          exclude: [...exclude, ...HEAVY, ...DATABASE],
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: DATABASE,
          exclude: [...exclude, ...HEAVY],
          globalSetup,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'heavy', include: HEAVY, globalSetup, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      ...(process.env.RELIABILITY ? [long] : []),
    ],
  },
})
