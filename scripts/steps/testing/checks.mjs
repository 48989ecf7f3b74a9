import fs from 'node:fs'
import { StepFailure } from '../failure.mjs'
import { readJson } from '../files.mjs'
import { inRoot } from '../root.mjs'
import { runNode } from '../run-command.mjs'

/** Fewer means that the checker saw nothing (as dependency-cruiser does when its TypeScript parser is missing). */
const LEAST_MODULES = 200

const tool = (file) => inRoot('node_modules', file)

/** Types of all TypeScript; the routes' own types are written first. */
export async function checkTypes(say) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  await runNode('Writing the route types (next typegen)', [tool('next/dist/bin/next'), 'typegen'], { onLine: say, env })
  await runNode('The type check (tsc --noEmit)', [tool('typescript/bin/tsc'), '--noEmit', '--pretty', 'false'], {
    onLine: say,
    tailLines: 60,
  })
}

/** Formatting, imports and lint rules. */
export const checkLint = (say) =>
  runNode('The lint check (biome check)', [tool('@biomejs/biome/bin/biome'), 'check', '--max-diagnostics=20', '.'], {
    onLine: say,
    tailLines: 120,
    todo: 'Most of it repairs itself: npx biome check --write .',
  }).then(() => {})

/** Files, exports and packages that nothing uses. */
export const checkUnused = (say) =>
  runNode('The check for unused code (knip)', [tool('knip/bin/knip.js'), '--no-progress'], {
    onLine: say,
    tailLines: 60,
  }).then(() => {})

/** The rules of the house: who may import whom. */
export async function checkStructure(say) {
  const report = inRoot('.test/structure.json')
  fs.rmSync(report, { force: true })
  const args = ['--config', 'scripts/checks/dependency-cruiser.cjs', 'app', 'components', 'lib']
  const cruise = [tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...args, '--output-type', 'json', '-f', report]
  await runNode('The structure check (dependency-cruiser)', cruise, { onLine: say })
  const { violations, totalCruised } = readJson(report).summary
  if (totalCruised < LEAST_MODULES)
    throw new StepFailure(`The structure check saw only ${totalCruised} modules: it checks nothing`, {
      todo: 'It needs @swc/core to read TypeScript: is that installed for this system?',
    })
  const broken = violations.filter(({ rule }) => rule.severity === 'error')
  if (broken.length === 0) return
  const tail = broken.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  throw new StepFailure(`${broken.length} imports break the structure`, {
    tail,
    todo: 'scripts/checks/dependency-cruiser.cjs says what each rule is for.',
  })
}
