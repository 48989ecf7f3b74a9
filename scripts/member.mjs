// `npm run member -- …`: ends a membership, or gives another role. Without arguments it says how.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/run-bundle.mjs').then(({ runBundle }) => runBundle('member', process.argv.slice(2)))
else process.exitCode = 1
