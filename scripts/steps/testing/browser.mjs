import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import { StepFailure } from '../failure.mjs'
import { step } from '../progress.mjs'
import { inRoot } from '../root.mjs'
import { run } from '../run-command.mjs'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = {
  linux: [
    ...COMMANDS.map((name) => `/usr/bin/${name}`),
    ...COMMANDS.map((name) => `/usr/local/bin/${name}`),
    '/snap/bin/chromium',
  ],
  darwin: ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`),
}

/**
 * A Chromium that runs here: the one that CHROMIUM_PATH names, an installed one, Playwright's own download, or, as root on
 * Debian and Ubuntu, the distribution's package.
 * @returns {Promise<string>} its path
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    const reason = whyItDoesNotRun(given)
    if (!reason) return given
    throw new StepFailure(`CHROMIUM_PATH names ${given}, which does not run`, { tail: [reason], todo: 'Correct it.' })
  }
  return installed() ?? (await ownDownload()) ?? (await systemPackage()) ?? giveUp()
}

const installed = () => (PLACES[process.platform] ?? []).find((file) => fs.existsSync(file) && !whyItDoesNotRun(file))

/** A package may be a mere stub (Ubuntu's chromium-browser), a download may lack system libraries: only running tells. */
function whyItDoesNotRun(file) {
  // On Windows `--version` would open a window.
  if (process.platform === 'win32') return fs.existsSync(file) ? undefined : 'it does not exist'
  const { status, error, stderr } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 120_000 })
  return status === 0 ? undefined : (error?.message ?? (stderr.trim().split('\n')[0] || `it ended with ${status}`))
}

async function ownDownload() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  if (fs.existsSync(file) && !whyItDoesNotRun(file)) return file
  const cli = inRoot('node_modules/@playwright/test/cli.js')
  // No failure yet: machines that reach only package mirrors get theirs from the distribution.
  const { code } = await step("Looking for Playwright's Chromium", (say) =>
    run(process.execPath, [cli, 'install', 'chromium'], { onLine: say }),
  )
  return code === 0 && !whyItDoesNotRun(file) ? file : undefined
}

async function systemPackage() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step('Installing Chromium (apt-get)', async (say) => {
    await run('apt-get', ['update'], { env, onLine: say })
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, onLine: say })
  })
  return installed()
}

function giveUp() {
  throw new StepFailure('No Chromium was found for the browser tests, and none could be installed', {
    todo: `Install Chrome or Chromium (${os.type() === 'Linux' ? 'for example: apt-get install chromium' : 'https://www.google.com/chrome'}), or set CHROMIUM_PATH to one.`,
  })
}
