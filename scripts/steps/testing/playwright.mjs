import fs from 'node:fs'
import { readJson } from '../files.mjs'
import { say as print } from '../progress.mjs'
import { inRoot } from '../root.mjs'
import { run } from '../run-command.mjs'
import { testEnvironment } from './environment.mjs'

const REPORT = inRoot('.test/playwright.json')

/** Journeys in a real browser against the built product. @param {string} browser path of a Chromium */
export async function runPlaywright(say, browser, filters) {
  fs.rmSync(REPORT, { force: true })
  const cli = inRoot('node_modules/@playwright/test/cli.js')
  const { code, lines } = await run(
    process.execPath,
    [cli, 'test', '--config', 'e2e/playwright.config.ts', ...filters],
    {
      env: testEnvironment({
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
        PLAYWRIGHT_HTML_OPEN: 'never',
      }),
      onLine: (line) => (/^ +[✓✘x-] +\d+ /.test(line) ? print(`  ${line}`) : say(line)),
    },
  )
  return countPlaywright(readJson(REPORT), code, lines)
}

/** A test that was to be skipped is no success; one that succeeded only at the second try is. */
export function countPlaywright(report, code, lines) {
  const details = lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => /^ +1\) /.test(line)),
    ),
  )
  if (!report?.stats) return { passed: 0, failed: 1, details: lines.slice(-40) }
  const { expected, unexpected, flaky } = report.stats
  const passed = expected + flaky
  const failed = unexpected + report.errors.length
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, details }
}
