import { buildPages, buildProcesses } from './build.mjs'
import { prepareDataDir } from './configuration.mjs'
import { installDependencies } from './dependencies.mjs'
import { explain, StepFailure } from './failure.mjs'
import { seconds, step } from './progress.mjs'
import { PARTS } from './reliability-parts.mjs'
import { inRoot } from './root.mjs'
import { endCommands, run } from './run-command.mjs'
import { shareTestPostgres } from './test-postgres.mjs'
import { testEnvironment } from './testing/environment.mjs'

const INTERRUPTED = 130
/** What a test says of itself, besides whether it passed: its seed above all, and what it measured. */
const TOLD = /^(model test|history|seed|measured): /

/**
 * Hours of bad luck in minutes; ends with a table. `--only model,race` runs these parts; `--short` their short forms.
 * MODEL_SEED, MODEL_RUNS, HISTORY_SEED and HISTORY_SECONDS repeat a run or change its size.
 * @param {string[]} args
 */
export async function runReliability(args) {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, interrupted)
  try {
    const parts = wantedParts(args)
    prepareDataDir('.test')
    await installDependencies()
    await buildProcesses()
    if (parts.some(({ needsBuild }) => needsBuild)) await buildPages()
    process.exitCode = print(await runParts(parts, args.includes('--short') ? 'short' : 'long'))
  } catch (error) {
    explain(error)
    process.exitCode = 1
  }
}

async function runParts(parts, form) {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await shareTestPostgres()
  const results = []
  try {
    for (const part of parts) results.push(await runPart(part, form, server.url))
    return results
  } finally {
    await server.stop()
  }
}

/** One after the other: each measures and loads the whole machine. */
async function runPart(part, form, databaseUrl) {
  const { title, project, file, only } = part
  const began = Date.now()
  const told = []
  const args = ['run', '--project', project, file, ...(only ? ['-t', only] : [])]
  const { code, lines } = await step(title, (say) =>
    run(process.execPath, [inRoot('node_modules/vitest/vitest.mjs'), ...args], {
      env: testEnvironment({ RELIABILITY: form, TEST_DATABASE_URL: databaseUrl }),
      onLine: (line) => {
        if (TOLD.test(line)) told.push(line)
        say(line)
      },
    }),
  )
  for (const line of told) console.log(`  ${line}`)
  // Vitest also succeeds when a name fits no test.
  const hasPassed = code === 0 && lines.some((line) => /Tests +\d+ passed/.test(line))
  if (!hasPassed) console.log(lines.map((line) => `    ${line}`).join('\n'))
  return { ...part, form, took: Date.now() - began, hasPassed }
}

function wantedParts(args) {
  const at = args.indexOf('--only')
  if (at < 0) return PARTS
  const names = (args[at + 1] ?? '').split(',')
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name))
  if (unknown === undefined) return PARTS.filter(({ name }) => names.includes(name))
  throw new StepFailure(`--only knows no part "${unknown}"`, {
    todo: `The parts are: ${PARTS.map(({ name }) => name).join(', ')}.`,
  })
}

/** @returns {number} the exit code */
function print(results) {
  console.log('')
  for (const { title, size, form, took, hasPassed } of results) {
    const shownSize = form === 'long' ? size : 'short form'
    console.log(
      `  ${hasPassed ? '✓' : '✗'} ${title.padEnd(30)}${shownSize.padEnd(36)}${seconds(took).padStart(9)}  ${hasPassed ? 'passed' : 'FAILED'}`,
    )
  }
  return results.every(({ hasPassed }) => hasPassed) ? 0 : 1
}

/** What runs is ended; the test server is stopped by the next run that uses it last. */
function interrupted() {
  endCommands()
  console.log('\ninterrupted')
  process.exit(INTERRUPTED)
}
