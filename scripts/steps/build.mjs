import { buildPages as pages } from './build-pages.mjs'
import { bundleProcesses } from './bundle.mjs'
import { generateClient } from './generate-client.mjs'
import { waitForLock } from './lock.mjs'
import { say } from './progress.mjs'
import { inRoot } from './root.mjs'

/** What the processes need: the database client and their bundles. Milliseconds when nothing changed. */
export const buildProcesses = () =>
  alone(async () => {
    await generateClient()
    await bundleProcesses()
  })

/** The screens and routes for production; needs the database client. Milliseconds when nothing changed. */
export const buildPages = () => alone(pages)

/** `npm start` and `npm test` may run at the same time in one folder: they build one after the other. */
async function alone(work) {
  const release = await waitForLock(inRoot('.build/build.lock'), ({ pid }) =>
    say(`  … another start or test (process ${pid}) is building here: waiting for it`),
  )
  try {
    return await work()
  } finally {
    release()
  }
}
