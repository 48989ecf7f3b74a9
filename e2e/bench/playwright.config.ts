import config from '../playwright.config'

/** Benches measure and print; they are run by hand, alone on the machine. */
export default {
  ...config,
  testDir: '.',
  testMatch: '**/*.bench.ts',
  globalSetup: '../start-product.ts',
  outputDir: '../../.test/bench-results',
}
