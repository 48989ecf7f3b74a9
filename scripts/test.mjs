// `npm test`. Static imports are read before any check, so there is only this one.
import { nodeIsRecentEnough } from './steps/node-version.mjs'

if (nodeIsRecentEnough()) import('./steps/run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)))
else process.exitCode = 1
