import config from '../playwright.config'

/** Benches measure and print; they are run by hand, alone on the machine. Recording a trace would be measured too. */
export default {
  ...config,
  testDir: '.',
  testMatch: '**/*.bench.ts',
  globalSetup: '../start-product.ts',
  outputDir: '../../.test/bench-results',
  use: { ...config.use, trace: 'off' as const },
}
