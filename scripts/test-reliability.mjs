// `npm run test:reliability`. Static imports are read before any check, so there is only this one.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/run-reliability.mjs').then(({ runReliability }) => runReliability(process.argv.slice(2)))
else process.exitCode = 1
