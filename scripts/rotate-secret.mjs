// `npm run rotate-secret -- …`: adds a signing secret to an organization's endpoint, or retires the old ones. Without
// arguments it says how.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/run-bundle.mjs').then(({ runBundle }) => runBundle('rotate-secret', process.argv.slice(2)))
else process.exitCode = 1
