// `npm run simulate -- …`: sends simulated deliveries to the running product.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough())
  import('./steps/run-bundle.mjs').then(({ runBundle }) => runBundle('simulate', process.argv.slice(2)))
else process.exitCode = 1
