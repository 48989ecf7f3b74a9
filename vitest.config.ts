import { configDefaults, defineConfig } from 'vitest/config'

/** These start servers and processes or keep a database of their own: each file has a process for itself. */
const REAL = ['**/*.db.test.ts', 'e2e/**/*.test.ts', 'lib/popp/simulator/**/*.test.ts']
const ALL = ['{app,components,lib,prisma}/**/*.test.{ts,tsx}']

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        // Pure: one process serves them all. A process for each cost 90 s of 400.
        test: { name: 'pure', include: ALL, exclude: [...configDefaults.exclude, ...REAL], isolate: false },
      },
      {
        extends: true,
        test: { name: 'real', include: REAL, globalSetup: ['./lib/platform/testing/global-setup.ts'] },
      },
    ],
  },
})
