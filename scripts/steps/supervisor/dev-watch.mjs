import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { forgetPart } from '../build-stamp.mjs'
import { bundleOptions } from '../bundle.mjs'
import { say } from '../progress.mjs'

/** Bundles again whenever a source changes, and calls `onChanged` with each process whose bundle became another one. */
export async function watchBundles(onChanged) {
  const esbuild = await import('esbuild')
  const known = new Map()
  forgetPart('processes')
  const onEnd = ({ errors, outputFiles = [] }) => {
    if (errors.length > 0) return report(esbuild, errors)
    for (const { path: file, contents } of outputFiles) {
      if (!writeChanged(file, contents, known) || !file.endsWith('.js')) continue
      const name = path.basename(file, '.js')
      say(`  ↻ ${name}`)
      onChanged(name)
    }
  }
  const plugin = { name: 'restart', setup: (build) => build.onEnd(onEnd) }
  const context = await esbuild.context({ ...bundleOptions(), write: false, plugins: [plugin] })
  await context.watch()
}

function writeChanged(file, contents, known) {
  const digest = createHash('sha256').update(contents).digest('hex')
  const before = known.get(file) ?? digestOf(file)
  known.set(file, digest)
  if (before === digest) return false
  fs.writeFileSync(file, contents)
  return true
}

function digestOf(file) {
  return fs.existsSync(file) ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : ''
}

async function report(esbuild, errors) {
  const messages = await esbuild.formatMessages(errors, { kind: 'error', color: process.stdout.isTTY })
  say(messages.join(''))
}
