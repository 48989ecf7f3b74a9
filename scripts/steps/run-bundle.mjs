import { spawn } from 'node:child_process'
import { buildProcesses } from './build.mjs'
import { bundleOf } from './bundle.mjs'
import { loadDotEnv, prepareDataDir } from './configuration.mjs'
import { installDependencies } from './dependencies.mjs'
import { explain } from './failure.mjs'
import { root } from './root.mjs'

/** Runs one of our commands in the foreground, built first where that is needed, and ends with its exit code. */
export async function runBundle(name, args) {
  try {
    loadDotEnv()
    await installDependencies()
    await buildProcesses()
    const env = { ...process.env, DATA_DIR: prepareDataDir(process.env.DATA_DIR || '.data') }
    const child = spawn(process.execPath, ['--enable-source-maps', bundleOf(name), ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    })
    // The command decides what a Ctrl-C means; the terminal sends it to both of us.
    for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name))
    child.once('exit', (code, signal) => process.exit(signal ? 1 : code))
  } catch (error) {
    explain(error)
    process.exitCode = 1
  }
}
