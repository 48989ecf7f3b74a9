// `npm run create-admin -- …`: the first member of a real organization, and its endpoint. Without arguments it says how.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/run-bundle.mjs').then(({ runBundle }) => runBundle('create-admin', process.argv.slice(2)))
else process.exitCode = 1
