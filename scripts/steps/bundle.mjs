import fs from 'node:fs'
import path from 'node:path'
import { buildUnlessFresh } from './build-stamp.mjs'
import { StepFailure } from './failure.mjs'
import { fingerprint } from './fingerprint.mjs'
import { inRoot, root } from './root.mjs'

const FOLDER = 'lib/processes'

/** The processes and commands that there are, by name: one file each in lib/processes. */
export const processNames = () =>
  fs
    .readdirSync(inRoot(FOLDER))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => path.basename(file, '.ts'))

/** @param {string} name @returns {string} the file that Node runs */
export const bundleOf = (name) => inRoot('.build', `${name}.js`)

/** Bundles every process into one JavaScript file that Node runs as it is; packages stay in node_modules. */
export function bundleProcesses() {
  return buildUnlessFresh({
    part: 'processes',
    title: 'Processes',
    sources: fingerprint([
      'lib',
      'prisma/schema.prisma',
      'tsconfig.json',
      'package-lock.json',
      'scripts/steps/bundle.mjs',
    ]),
    outputs: processNames().map((name) => `.build/${name}.js`),
    work: async () => {
      const esbuild = await import('esbuild')
      try {
        await esbuild.build(bundleOptions())
      } catch (error) {
        const messages = await esbuild.formatMessages(error.errors ?? [], { kind: 'error' })
        throw new StepFailure('Bundling the processes failed', {
          tail: messages.length > 0 ? messages.join('').trimEnd().split('\n') : [error.message],
          todo: 'Correct the file named above.',
        })
      } finally {
        await esbuild.stop()
      }
    },
  })
}

/** @returns {import('esbuild').BuildOptions} */
export const bundleOptions = () => ({
  absWorkingDir: root,
  entryPoints: processNames().map((name) => `${FOLDER}/${name}.ts`),
  outdir: '.build',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // `@/…` is the project, no package: without this, "packages: external" would leave such imports alone.
  alias: { '@': root },
  sourcemap: true,
  logLevel: 'silent',
})
