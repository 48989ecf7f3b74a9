import { buildPages, buildProcesses } from './build.mjs'
import { prepareDataDir } from './configuration.mjs'
import { installDependencies } from './dependencies.mjs'
import { StepFailure } from './failure.mjs'
import { endCommands } from './run-command.mjs'
import { shareTestPostgres } from './test-postgres.mjs'
import { findBrowser } from './testing/browser.mjs'
import { checkLint, checkStructure, checkTypes, checkUnused } from './testing/checks.mjs'
import { runPlaywright } from './testing/playwright.mjs'
import { Results } from './testing/results.mjs'
import { runVitest } from './testing/vitest.mjs'

const PARTS = ['types', 'lint', 'structure', 'unused', 'build', 'vitest', 'browser']
const INTERRUPTED = 130

/**
 * Everything that decides whether the product is right; the last line is `N passed, N failed`.
 * @param {string[]} args `--only vitest,types` runs these parts; file names go to vitest and Playwright
 */
export async function runTests(args) {
  const began = Date.now()
  const results = new Results()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, interrupted)
  try {
    const { wanted, filters } = readArguments(args)
    prepareDataDir('.test')
    await installDependencies()
    await buildProcesses()
    const isBuilt = await checkAndBuild(results, wanted)
    if (wanted('vitest')) await results.part('Unit, property, database', (say) => vitest(say, filters))
    if (wanted('browser') && isBuilt) await browserTests(results, filters)
    else if (wanted('browser')) results.skip('Browser', 'because the production build failed')
  } catch (error) {
    await results.part('Preparing', () => Promise.reject(error))
  }
  process.exitCode = results.print(Date.now() - began)
}

/** On two cores the small checks pay beside the build; both write route types, so the type check comes before it. */
async function checkAndBuild(results, wanted) {
  const check = async (name, title, work, options) => !wanted(name) || results.part(title, work, options)
  const [isBuilt] = await Promise.all([
    check('types', 'Types', checkTypes).then(() =>
      check('build', 'Production build', buildPages, { showsItself: true }),
    ),
    check('lint', 'Lint', checkLint)
      .then(() => check('structure', 'Structure', checkStructure))
      .then(() => check('unused', 'Unused code', checkUnused)),
  ])
  return isBuilt
}

async function vitest(say, filters) {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await shareTestPostgres()
  try {
    return await runVitest(say, filters, { TEST_DATABASE_URL: server.url })
  } finally {
    await server.stop()
  }
}

async function browserTests(results, filters) {
  let browser
  const found = await results.part('Chromium', async () => {
    browser = await findBrowser()
  })
  if (found) await results.part('Browser', (say) => runPlaywright(say, browser, filters))
}

function readArguments(args) {
  const at = args.indexOf('--only')
  const names = at < 0 ? PARTS : (args[at + 1] ?? '').split(',')
  const unknown = names.filter((name) => !PARTS.includes(name))
  if (unknown.length > 0)
    throw new StepFailure(`--only knows no part "${unknown[0]}"`, { todo: `The parts are: ${PARTS.join(', ')}.` })
  const filters = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  return { wanted: (name) => names.includes(name), filters }
}

/** What runs is ended; the test server is stopped by the next run that uses it last. */
function interrupted() {
  endCommands()
  console.log('\ninterrupted')
  process.exit(INTERRUPTED)
}
