// `npm start` and, with --dev, `npm run dev`. Static imports are read before any check, so there is only this one.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/supervise.mjs').then(({ supervise }) => supervise({ dev: process.argv.includes('--dev') }))
else process.exitCode = 1
