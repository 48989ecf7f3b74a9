import fs from 'node:fs'
import { readJson } from '../files.mjs'
import { say as print } from '../progress.mjs'
import { inRoot } from '../root.mjs'
import { run } from '../run-command.mjs'
import { testEnvironment } from './environment.mjs'

const REPORT = inRoot('.test/vitest.json')

/** Unit, property, database and reliability tests. @param {string[]} filters file names */
export async function runVitest(say, filters, more) {
  fs.rmSync(REPORT, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const { code, lines } = await run(
    process.execPath,
    [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...filters],
    {
      env: testEnvironment(more),
      onLine: (line) => (isFileLine(line) ? print(`  ${line}`) : say(line)),
    },
  )
  return countVitest(readJson(REPORT), code, lines)
}

/** One line per finished test file. */
const isFileLine = (line) => /^ [✓❯×] \S+\.test\.tsx?/.test(line)

/** Besides failed tests there are files that could not be loaded and errors outside of any test: each is a failure. */
export function countVitest(report, code, lines) {
  const details = lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => /Failed (Tests|Suites)|Unhandled/.test(line)),
    ),
  )
  if (!report) return { passed: 0, failed: 1, details: lines.slice(-40) }
  const passed = report.numPassedTests
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numFailedTests + unloaded.length
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, details }
}
